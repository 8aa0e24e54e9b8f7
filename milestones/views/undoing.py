"""Taking back what was just said about a milestone or a base component."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from milestones.actions import undo_milestone, unless_unseen
from milestones.consequences import Key, Touched
from milestones.page import see
from milestones.permissions import REPORTERS, check_report
from ozgtracker import clock
from ozgtracker.access import allow
from ozgtracker.asked_from import asked_from
from ozgtracker.errors import Blocked, LostRace
from ozgtracker.object_pages import page_of
from ozgtracker.saying import refusal
from ozgtracker.ui.crumbs import Step
from services.actions import undo_component
from services.models import Component
from services.permissions import COMPONENT_REPORTERS, check_report_component


@allow(REPORTERS)
@require_POST
def milestone_undo(request: MemberRequest, slug: str, change_set: uuid.UUID) -> HttpResponse:
    """Give back what stood before this person's last report on the milestone, or release of a document."""
    milestone = see(request, slug, today=True).status.milestone
    check_report(request.user, milestone)

    def act() -> None:
        undo_milestone(
            by=request.user, milestone=milestone, change_set=change_set, on=request.today, at=clock.instant()
        )

    back = _listed(request) or reverse("milestone", args=[slug])
    trail = [Step(_("Meilensteine"), reverse("milestones")), Step(milestone.title)]
    return _answer(request, act, (Touched.MILESTONE, milestone.pk), trail, back)


@allow(COMPONENT_REPORTERS)
@require_POST
def component_undo(request: MemberRequest, slug: str, change_set: uuid.UUID) -> HttpResponse:
    """Give back what stood before this person's last report on the component."""
    component = get_object_or_404(Component, slug=slug)
    check_report_component(request.user, component)

    def act() -> None:
        undo_component(
            by=request.user, component=component, change_set=change_set, on=request.today, at=clock.instant()
        )

    trail = [Step(_("Komponenten"), page_of(component)), Step(component.name)]
    return _answer(request, act, (Touched.COMPONENT, component.pk), trail, page_of(component))


def _listed(request: MemberRequest) -> str:
    """The list one came from, as the page in between hands it on; "" where one came from elsewhere."""
    for address in (request.POST.get("back", ""), asked_from(request)):
        parts = urlsplit(address)
        if not parts.netloc and parts.path == reverse("milestones"):
            return parts._replace(scheme="", fragment="").geturl()
    return ""


def _answer(
    request: MemberRequest, act: Callable[[], None], about: Key, trail: Sequence[Step], back: str
) -> HttpResponse:
    """What else it changes is shown first; too late is said, not failed."""
    try:
        foreseen = unless_unseen(act, about=about, on=request.today, seen=request.POST.get("seen", ""))
    except (Blocked, LostRace) as error:
        messages.error(request, refusal(error))
        return redirect(back)
    if foreseen:
        context = {"title": trail[-1].label, "foreseen": foreseen, "back": back, "trail": trail}
        return render(request, "milestones/undo.html", context)
    messages.success(request, _("Rückgängig gemacht: Ihre letzte Meldung gilt nicht mehr."))
    return redirect(back)
