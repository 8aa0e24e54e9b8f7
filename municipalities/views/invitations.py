"""Inviting people for what they stand for: one by a form, several from a list with a preview."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import AccessRequest
from accounts.requests import MemberRequest
from accounts.roles import PEOPLE_MANAGERS, Role
from accounts.views.requests import access_words
from municipalities import actions
from municipalities.mandate_forms import InviteForm, ListForm
from municipalities.models import Association, Authority
from municipalities.tables import InviteTable
from municipalities.views.mandates import appointed_words
from ozgtracker.access import allow
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.form_errors import show_refused


@allow(PEOPLE_MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: MemberRequest) -> HttpResponse:
    """Invite a person: a worker mails a link to set the password."""
    form = InviteForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        try:
            words = _invite(request, form.cleaned_data)
        except InvalidInput as error:
            show_refused(form, error)
        else:
            messages.success(request, words)
            return redirect("people")
    context = {
        "form": form,
        "authorities": Authority.objects.valid_on(request.today).values_list("label", "ars"),
        "trail": [Step(_("Personen"), reverse("people")), Step(_("Person einladen"))],
    }
    return render(request, "municipalities/invite.html", context, status=422 if form.errors else 200)


@allow(PEOPLE_MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def people_list(request: MemberRequest) -> HttpResponse:
    """Invite several people from a list: first what would become of each line, then, once confirmed, it is saved."""
    if request.method != "POST":
        return _list_page(request, ListForm())
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    if request.POST.get("step") != "save":
        return _preview(request, form)
    try:
        done = actions.invite_listed(by=request.user, lines=form.cleaned_data["lines"], on=request.today)
    except Blocked as error:
        show_refused(form, error)
        return _preview(request, form, status=422)
    words = ngettext(
        "Eine Person aus der Liste ist aufgenommen.", "%(n)s Personen aus der Liste sind aufgenommen.", len(done)
    )
    messages.success(request, words % {"n": len(done)})
    return redirect("people")


def _invite(request: MemberRequest, typed: dict[str, Any]) -> str:
    invited, named = actions.invite_speaker(
        by=request.user,
        email=typed["email"],
        name=typed["name"],
        role=Role(typed["role"]),
        organisation=typed["organisation"],
        body=typed["body"],
        is_deputy=typed["is_deputy"] and typed["body"] is not None,
        on=request.today,
    )
    if isinstance(invited, AccessRequest):
        return access_words(invited)
    words = {"name": invited.name, "email": invited.email}
    said = _("%(name)s ist eingeladen. Der Link geht an %(email)s.") % words
    return f"{said} {appointed_words(named)}" if named else said


def _preview(request: MemberRequest, form: ListForm, status: int = 200) -> HttpResponse:
    rows = actions.check_list(by=request.user, lines=form.cleaned_data["lines"])
    good = [row for row in rows if row.is_good]
    more = {
        "preview": InviteTable(sorted(rows, key=lambda row: (row.is_good, row.line.number))),
        "good": len(good),
        "bad": len(rows) - len(good),
        "new": len({row.line.email.casefold() for row in good if row.user is None}),
        "text": form.cleaned_data["text"],
    }
    return _list_page(request, form, more, status)


def _list_page(
    request: MemberRequest, form: ListForm, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "associations": Association.objects.all(),
        "trail": [Step(_("Personen"), reverse("people")), Step(_("Mehrere einladen"))],
        **(more or {}),
    }
    return render(request, "municipalities/people_list.html", context, status=status)
