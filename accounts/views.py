"""Pages about people and about the trail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, audit_words
from accounts.downloads import table_download
from accounts.forms import AuditFilter, InviteForm, PeopleFilter, RoleForm
from accounts.models import AuditEntry, User
from accounts.permissions import AUDIT_READERS, PEOPLE_MANAGERS, may_manage
from accounts.queries import AuditEntryQuerySet, UserQuerySet
from accounts.requests import MemberRequest
from accounts.roles import Role
from accounts.sheet import people_header, people_lines
from ozgtracker.access import allow, turns_back
from ozgtracker.errors import InvalidInput
from ozgtracker.navigation import Step

PAGE = 50


@allow(PEOPLE_MANAGERS)
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """Who has access, with which role?"""
    form = PeopleFilter(request.GET)
    page = Paginator(_people(form), PAGE).get_page(request.GET.get("seite"))
    template = "accounts/people.html#rows" if request.htmx else "accounts/people.html"
    context = {"form": form, "page": page, "total": page.paginator.count, "counts": User.objects.counts()}
    return render(request, template, context)


@allow(PEOPLE_MANAGERS)
@require_safe
def people_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same people as a table, all of them."""
    found = _people(PeopleFilter(request.GET)).iterator(2000)
    return table_download(_("Personen"), request.today, people_header(), people_lines(found))


@allow(PEOPLE_MANAGERS)
@require_safe
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """One person: role, access, and what happened to it."""
    return _person_page(request, get_object_or_404(User, pk=pk))


@allow(PEOPLE_MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: MemberRequest) -> HttpResponse:
    """Invite a person: a worker mails a link to set the password."""
    form = InviteForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        try:
            invited = actions.invite(by=request.user, on=request.today, **_invitation(form))
        except InvalidInput as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("%(name)s ist eingeladen. Der Link geht an %(email)s.") % _words(invited))
            return redirect("people")
    trail = [Step(_("Personen"), reverse("people")), Step(_("Person einladen"))]
    return render(request, "accounts/invite.html", {"form": form, "trail": trail}, status=422 if form.errors else 200)


@allow(PEOPLE_MANAGERS)
@require_POST
def person_role(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a person another role."""
    whom = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST, by=request.user)
    if not form.is_valid():
        return _person_page(request, whom, form)
    actions.change_role(by=request.user, person=whom, role=Role(form.cleaned_data["role"]), on=request.today)
    messages.success(request, _("Die Rolle von %(name)s ist geändert.") % _words(whom))
    return redirect("person", pk=pk)


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
    """Open a person's access again."""
    whom = actions.activate(by=request.user, person=get_object_or_404(User, pk=pk), on=request.today)
    messages.success(request, _("Der Zugang von %(name)s ist wieder frei.") % _words(whom))
    return redirect("person", pk=pk)


@turns_back
@allow(AUDIT_READERS)
@require_safe
def audit(request: MemberRequest) -> HttpResponse:
    """Who changed what, when, why?"""
    form = AuditFilter(request.GET)
    found = _entries(request, form)
    total = found.count()
    before = request.GET.get("vor", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.older_than(int(before))
    entries = list(found[: PAGE + 1])
    context = {
        "form": form,
        "total": total,
        "rows": [(entry, audit_words.changes(entry)) for entry in entries[:PAGE]],
        "older": entries[PAGE - 1].pk if len(entries) > PAGE else None,
        "is_first": not before,
    }
    return render(request, "accounts/audit.html#rows" if request.htmx else "accounts/audit.html", context)


@turns_back
@allow(AUDIT_READERS)
@require_safe
def audit_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same entries as a table, all of them."""
    entries = _entries(request, AuditFilter(request.GET)).iterator(2000)
    return table_download(_("Protokoll"), request.day, audit_words.table_header(), audit_words.table_rows(entries))


def _people(form: PeopleFilter) -> UserQuerySet:
    form.is_valid()
    asked: dict[str, Any] = form.cleaned_data
    found: UserQuerySet = User.objects.search(asked.get("q", "")).with_role(asked.get("role", "")).in_order()
    return found


def _entries(request: MemberRequest, form: AuditFilter) -> AuditEntryQuerySet:
    form.is_valid()
    asked: dict[str, Any] = form.cleaned_data
    found = AuditEntry.objects.until(min(asked.get("until") or request.day, request.day))
    if asked.get("since"):
        found = found.since(asked["since"])
    exact = {"subject_kind": asked.get("kind"), "subject_key": asked.get("key"), "verb": asked.get("verb")}
    return found.by_person(asked.get("person", "")).filter(**{name: value for name, value in exact.items() if value})


def _person_page(request: MemberRequest, whom: User, form: RoleForm | None = None) -> HttpResponse:
    context = {
        "person": whom,
        "trail": [Step(_("Personen"), reverse("people")), Step(whom.name)],
        "may_manage": may_manage(request.user, whom),
        "form": form or RoleForm(initial={"role": whom.role}, by=request.user),
        "entries": AuditEntry.objects.about("user", str(whom.pk)).until(request.today)[:20],
    }
    return render(request, "accounts/person.html", context, status=422 if form else 200)


def _invitation(form: InviteForm) -> dict[str, Any]:
    return {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}


def _words(whom: User) -> dict[str, str]:
    return {"name": whom.name, "email": whom.email}
