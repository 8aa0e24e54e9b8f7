"""Pages about people."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _late
from django.views.decorators.http import require_POST, require_safe

from accounts import actions
from accounts.downloads import whole_list
from accounts.filters import PeopleFilter
from accounts.forms import RoleForm
from accounts.models import AccessRequest, AuditEntry, User
from accounts.permissions import may_manage
from accounts.pseudonyms import named
from accounts.requests import MemberRequest
from accounts.roles import PEOPLE_MANAGERS, Role
from accounts.tables import PeopleTable
from accounts.views.requests import access_words
from ozgtracker.access import allow
from ozgtracker.errors import InvalidInput
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.form_errors import show_refused
from ozgtracker.ui.listing import Listing


@allow(PEOPLE_MANAGERS)
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """Who has access, with which role?"""
    context = {"counts": User.objects.counts(), "open_requests": AccessRequest.objects.open().count()}
    return _people(request).answer("accounts/people.html", context)


@allow(PEOPLE_MANAGERS)
@require_safe
@whole_list(_late("Personen"))
def people_csv(request: MemberRequest) -> Listing:
    """The same people as a table, all of them."""
    return _people(request)


@allow(PEOPLE_MANAGERS)
@require_safe
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """One person: role, access, and what happened to it."""
    return _person_page(request, get_object_or_404(User, pk=pk))


@allow(PEOPLE_MANAGERS)
@require_POST
def person_role(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a person another role, at once or once a second person agrees."""
    whom = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST, request=request)
    if form.is_valid():
        try:
            role = Role(form.cleaned_data["role"])
            asked = actions.change_role(by=request.user, person=whom, role=role, on=request.today)
        except InvalidInput as error:
            show_refused(form, error)
        else:
            done = _("Die Rolle von %(name)s ist geändert.") % _words(whom)
            messages.success(request, access_words(asked) if asked else done)
            return redirect("person", pk=pk)
    return _person_page(request, whom, form)


@allow(PEOPLE_MANAGERS)
@require_POST
def person_link(request: MemberRequest, pk: int) -> HttpResponse:
    """Mail a new link to set the password."""
    whom = get_object_or_404(User, pk=pk)
    actions.send_link_again(by=request.user, person=whom, on=request.today)
    messages.success(request, _("Ein neuer Link geht an %(email)s.") % _words(whom))
    return redirect("person", pk=pk)


@allow(PEOPLE_MANAGERS)
@require_POST
def person_deactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """Close a person's access."""
    whom = actions.deactivate(by=request.user, person=get_object_or_404(User, pk=pk), on=request.today)
    messages.success(request, _("Der Zugang von %(name)s ist gesperrt.") % _words(whom))
    return redirect("person", pk=pk)


@allow(PEOPLE_MANAGERS)
@require_POST
def person_activate(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a closed access again, at once or once a second person agrees."""
    whom = get_object_or_404(User, pk=pk)
    asked = actions.activate(by=request.user, person=whom, on=request.today)
    done = _("Der Zugang von %(name)s ist wieder frei.") % _words(whom)
    messages.success(request, access_words(asked) if asked else done)
    return redirect("person", pk=pk)


def _people(request: MemberRequest) -> Listing:
    return Listing(request, PeopleTable, PeopleFilter(request, User.objects.in_order()))


def _person_page(request: MemberRequest, whom: User, form: RoleForm | None = None) -> HttpResponse:
    entries = AuditEntry.objects.readable_by(request.user).about("user", str(whom.pk)).until(request.today)
    context = {
        "person": whom,
        "trail": [Step(_("Personen"), reverse("people")), Step(whom.name)],
        "may_manage": may_manage(request.user, whom),
        "form": form or RoleForm(initial={"role": whom.role}, request=request),
        "requests": AccessRequest.objects.filter(person=whom).with_people()[:5],
        "entries": named(entries[:20]),
    }
    return render(request, "accounts/person.html", context, status=422 if form else 200)


def _words(whom: User) -> dict[str, str]:
    return {"name": whom.name, "email": whom.email}
