"""What waits for a second person: roles that no one gives, takes or reopens alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import actions
from accounts.access_requests import RequestState
from accounts.downloads import download
from accounts.forms import DecisionForm
from accounts.models import AccessRequest
from accounts.requests import MemberRequest
from accounts.roles import PEOPLE_MANAGERS
from accounts.tables import RequestTable
from ozgtracker.access import allow
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.saying import refusal
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.form_errors import show_refused

DECIDED = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open request: with a form for who may decide on it, with a way back for who made it."""

    request: AccessRequest
    form: DecisionForm | None
    is_own: bool


def access_words(asked: AccessRequest) -> str:
    """What is said after asking: it waits, or it counts because nobody else is there yet."""
    words = {"name": asked.name, "role": asked.role_label}
    if asked.state == RequestState.ALONE:
        return _("%(name)s: „%(role)s“ gilt, ohne Gegenbestätigung, weil es noch keine zweite Person gibt.") % words
    return _("%(name)s: „%(role)s“ ist beantragt und gilt, sobald eine zweite Person bestätigt.") % words


@allow(PEOPLE_MANAGERS)
@require_safe
def access_requests(request: MemberRequest) -> HttpResponse:
    """What waits for a second person, and what was decided last."""
    return _page(request)


@allow(PEOPLE_MANAGERS)
@require_safe
def access_requests_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same requests as a table: what waits, then what was decided last."""
    found = [*AccessRequest.objects.with_people().open(), *_decided()]
    return download(_("Anträge"), request.today, RequestTable(found).sheet())


@allow(PEOPLE_MANAGERS)
@require_POST
def access_request(request: MemberRequest, pk: int) -> HttpResponse:
    """Confirm a request, or decline it with a sentence."""
    asked = _asked(request, pk)
    form = DecisionForm(request.POST, request=request, auto_id=f"request-{pk}-%s")
    if form.is_valid():
        try:
            decided = _decide(request, asked, form.cleaned_data["reason"])
        except InvalidInput as error:
            show_refused(form, error)
        except Blocked as error:
            messages.error(request, refusal(error))
            return redirect("access-requests")
        else:
            words = {"name": decided.name, "state": decided.look.label}
            messages.success(request, _("Antrag für %(name)s: %(state)s.") % words)
            return redirect("access-requests")
    return _page(request, answered=form, pk=pk)


@allow(PEOPLE_MANAGERS)
@require_POST
def access_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the own request back."""
    asked = get_object_or_404(AccessRequest.objects.open().filter(requested_by=request.user), pk=pk)
    actions.withdraw_access(by=request.user, request=asked, on=request.today)
    messages.success(request, _("Der Antrag für %(name)s ist zurückgezogen.") % {"name": asked.name})
    return redirect("access-requests")


def _asked(request: MemberRequest, pk: int) -> AccessRequest:
    """The request this person may decide on, or that somebody else was quicker to decide on."""
    mine = AccessRequest.objects.decidable_by(request.user)
    decided = AccessRequest.objects.exclude(state=RequestState.OPEN)
    found: AccessRequest = get_object_or_404((mine | decided).with_people(), pk=pk)
    return found


def _decide(request: MemberRequest, asked: AccessRequest, reason: str) -> AccessRequest:
    if request.POST.get("decision") == "decline":
        return actions.decline_access(by=request.user, request=asked, reason=reason, on=request.today)
    return actions.confirm_access(by=request.user, request=asked, on=request.today)


def _decided() -> list[AccessRequest]:
    found = AccessRequest.objects.with_people().exclude(state=RequestState.OPEN)
    return list(found.order_by("-decided_on", "-pk")[:DECIDED])


def _page(request: MemberRequest, *, answered: DecisionForm | None = None, pk: int = 0) -> HttpResponse:
    mine = set(AccessRequest.objects.decidable_by(request.user).values_list("pk", flat=True))
    found = AccessRequest.objects.with_people()
    waiting = [
        Waiting(one, _form(request, one, answered, pk) if one.pk in mine else None, one.requested_by == request.user)
        for one in found.open()
    ]
    context = {
        "waiting": waiting,
        "decidable": len(mine),
        "decided": RequestTable(_decided()),
        "trail": [Step(_("Personen"), reverse("people")), Step(_("Anträge"))],
    }
    return render(request, "accounts/requests.html", context, status=422 if answered else 200)


def _form(request: MemberRequest, one: AccessRequest, answered: DecisionForm | None, pk: int) -> DecisionForm:
    if answered is not None and one.pk == pk:
        return answered
    return DecisionForm(request=request, auto_id=f"request-{one.pk}-%s")
