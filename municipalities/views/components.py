"""How far are the base components, and what waits for them?"""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import MemberRequest
from municipalities.components_page import ComponentRow, component_rows
from municipalities.forms import ComponentForm, component_conflict_of
from ozgtracker.access import allow
from ozgtracker.asked_from import same_page_or
from ozgtracker.errors import InvalidInput, LostRace
from ozgtracker.navigation import Step
from services.actions import report_component
from services.models import Component, Delivery
from services.permissions import COMPONENT_REPORTERS, READERS, check_report_component


@allow(READERS)
@require_safe
def components(request: MemberRequest) -> HttpResponse:
    """All components, and how many of them are ready."""
    rows = component_rows(request.user, request.day, request.today)
    return render(request, "municipalities/components.html", {"rows": rows, "total": len(rows), **_answer(rows)})


@allow(COMPONENT_REPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def component_report(request: MemberRequest, slug: str) -> HttpResponse:
    """The form, or what became of it: stored, not understood (422), overtaken (409)."""
    component = get_object_or_404(Component, slug=slug)
    check_report_component(request.user, component)
    seen = Delivery.objects.filter(component=component).latest_said()
    form = ComponentForm(request.POST or None, component=component, seen=seen)
    if request.method != "POST":
        return _show(request, component, form)
    if not form.is_valid():
        return _show(request, component, form, status=422)
    try:
        _report(request, component, form)
    except InvalidInput as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return _show(request, component, form, status=422)
    except LostRace as error:
        return _overtaken(request, component, form, cast("Delivery", error.current))
    return _stored(request)


def _report(request: MemberRequest, component: Component, form: ComponentForm) -> None:
    values = dict(form.cleaned_data)
    seen = Delivery.objects.filter(component=component, pk=values.pop("supersedes") or 0).first()
    report_component(by=request.user, component=component, on=request.today, supersedes=seen, **values)


def _answer(rows: tuple[ComponentRow, ...]) -> dict[str, int]:
    in_scope = [row for row in rows if row.component.in_scope]
    return {"ready": sum(row.ready_on is not None for row in in_scope), "in_scope": len(in_scope)}


def _row(rows: tuple[ComponentRow, ...], slug: str) -> ComponentRow:
    for row in rows:
        if row.component.slug == slug:
            return row
    raise Http404


def _show(
    request: MemberRequest, component: Component, form: ComponentForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    row = _row(component_rows(request.user, request.today, request.today), component.slug)
    trail = [Step(_("Komponenten"), reverse("components")), Step(component.name)]
    context = {"row": row, "form": form, "trail": trail, **more}
    template = "municipalities/components.html#row" if request.htmx else "municipalities/component.html"
    return render(request, template, context, status=status)


def _overtaken(request: MemberRequest, component: Component, form: ComponentForm, current: Delivery) -> HttpResponse:
    """Both versions side by side; sending the form again now follows the one that came in between."""
    typed = request.POST.copy()
    typed["supersedes"] = str(current.pk)
    again = ComponentForm(typed, component=component, seen=current)
    conflict = component_conflict_of(current, form.cleaned_data)
    return _show(request, component, again, status=409, conflict=conflict)


def _stored(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("Ihre Meldung ist gespeichert."))
    return same_page_or(request, reverse("components"))
