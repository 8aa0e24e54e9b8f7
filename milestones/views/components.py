"""Reporting on a base component: here and not beside the list, because the plan follows from it."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest
from milestones.actions import unless_unseen
from milestones.component_forms import ComponentForm, component_conflict_of
from milestones.consequences import Consequences, Touched
from milestones.forms import answered
from municipalities.component_rows import component_rows, row_of
from ozgtracker.access import allow
from ozgtracker.asked_from import same_page_or
from ozgtracker.errors import LostRace
from ozgtracker.object_pages import page_of
from ozgtracker.statements.answer import answer
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.crumbs import Step
from services.actions import report_component
from services.models import Component, Delivery
from services.permissions import COMPONENT_REPORTERS, check_report_component


@allow(COMPONENT_REPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def component_report(request: MemberRequest, slug: str) -> HttpResponse:
    """The form, or what became of it: stored, to be seen first, not understood (422), overtaken (409)."""
    component = get_object_or_404(Component, slug=slug)
    check_report_component(request.user, component)
    last = Delivery.objects.latest_of(component)
    form = ComponentForm(request.POST or None, component=component, seen=last)
    if request.method != "POST":
        return _show(request, component, form)

    def again(now: Delivery | None = last, **values: Any) -> ComponentForm:
        return ComponentForm(answered(form, request.POST, **values), component=component, seen=now)

    def overtaken(lost: LostRace) -> HttpResponse:
        current = cast("Delivery", lost.current)
        conflict = component_conflict_of(current, form.cleaned_data)
        return _show(request, component, again(current, supersedes=current.pk), status=409, conflict=conflict)

    return answer(
        form,
        lambda: _report(request, component, form),
        show=partial(_show, request, component),
        done=lambda: _stored(request, component),
        again=again,
        overtaken=overtaken,
    )


def _report(request: MemberRequest, component: Component, form: ComponentForm) -> Consequences | None:
    values, on = dict(form.cleaned_data), request.today
    known = values.pop("seen")
    followed = Delivery.objects.about(component).filter(pk=values.pop("supersedes") or 0).first()

    def act() -> None:
        report_component(by=request.user, component=component, on=on, supersedes=followed, **values)

    return unless_unseen(act, about=(Touched.COMPONENT, component.pk), on=on, seen=known)


def _show(
    request: MemberRequest, component: Component, form: ComponentForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    row = row_of(component_rows(request.user, AsOf(request.today, request.today)), component.slug)
    trail = [Step(_("Komponenten"), page_of(component)), Step(component.name)]
    context = {"row": row, "form": form, "trail": trail, **more}
    template = "milestones/component.html#row" if request.htmx else "milestones/component.html"
    return render(request, template, context, status=status)


def _stored(request: MemberRequest, component: Component) -> HttpResponse:
    messages.success(request, _("Ihre Meldung ist gespeichert."))
    return same_page_or(request, page_of(component))
