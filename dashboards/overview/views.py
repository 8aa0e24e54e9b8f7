"""The overview: where we stand, together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from accounts.roles import Side
from accounts.words import SIDES
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria
from dashboards.figures.plan import open_couplings
from dashboards.overview.attention import Attention
from dashboards.overview.forms import ComparisonForm
from dashboards.overview.page import Situation, changes, duties, situation
from dashboards.overview.tables import AttentionTable, ChangeTable
from dashboards.parts.area_classes import area_classes
from dashboards.parts.area_map import areas_map, map_links
from dashboards.parts.lanes import lanes
from dashboards.parts.package_card import package_card
from dashboards.parts.reported import reported_sentence
from dashboards.permissions import READERS, Openable, openable_by
from ozgtracker import german
from ozgtracker.access import allow, turns_back
from ozgtracker.remembered import remembered_page
from ozgtracker.ui.filters import Chip

# What the first screen shows of the duties; the others follow on demand.
AT_ONCE = 6


@turns_back
@allow(READERS)
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """One sentence, one band of figures, pictures, rows: made once for all who see the same links."""
    openable = openable_by(request.user, request.today)
    return remembered_page(request, "dashboards/overview/page.html", lambda: _content(request, openable), sees=openable)


def _content(request: MemberRequest, openable: Openable) -> dict[str, Any]:
    comparison = ComparisonForm(request.GET, day=request.day)
    shown = situation(request.as_of, comparison.compared())
    duties = _for_side(request, shown.attention)
    return {
        "shown": shown,
        "at": shown.at,
        "reported": reported_sentence(shown.reported, shown.at),
        "comparison": comparison,
        "changes": ChangeTable(list(shown.changes)),
        "sides": _sides(request, shown.attention),
        "attention": duties[:AT_ONCE],
        "more_attention": duties[AT_ONCE:],
        **_plan(shown),
        **_map(shown, openable),
    }


@turns_back
@allow(READERS)
@require_safe
def attention_csv(request: MemberRequest) -> StreamingHttpResponse:
    """What needs attention, of the side asked for, as a table."""
    found = _for_side(request, duties(request.as_of))
    return download(_("Braucht Aufmerksamkeit"), request.day, AttentionTable(found).sheet())


@turns_back
@allow(READERS)
@require_safe
def changes_csv(request: MemberRequest) -> StreamingHttpResponse:
    """What changed since the day asked for, as a table."""
    since, found = changes(request.as_of, ComparisonForm(request.GET, day=request.day).compared())
    title = _("Änderungen seit %(day)s") % {"day": since.isoformat()}
    return download(title, request.day, ChangeTable(list(found)).sheet())


def _plan(shown: Situation) -> dict[str, Any]:
    plan, at = shown.plan, shown.at
    since = plan.plan.agreed_on if plan else at.day
    cards = [package_card(figures, at, since=since) for figures in shown.packages]
    if plan is None:
        return {"cards": cards}
    return {
        "cards": cards,
        "phases": lanes(plan, at, chart_id="phases-chart"),
        "couplings": open_couplings(plan),
    }


def _map(shown: Situation, openable: Openable) -> dict[str, Any]:
    title = _("Paket 1: Anteil der Leistungen, die für die Menschen eines Gebiets live sind, je Verwaltung gezählt")
    mapped = AuthorityCriteria(mapped_package=1)
    links = map_links(shown.places, mapped, shown.at, openable)
    drawn = areas_map(shown.places, chart_id="areas", title=title, links=links)
    return {
        "map": drawn,
        "map_href": RolloutCriteria(package=1).href(shown.at),
        "area_classes": area_classes(shown.places, drawn.classes, mapped),
        "mapped": mapped.about,
    }


def _sides(request: MemberRequest, found: Sequence[Attention]) -> list[Chip]:
    """A chip for each side with how much it owes; the chosen one narrows the list."""
    asked = request.GET.get("seite_von", "")
    numbers = {side: sum(one.side is side for one in found) for side in Side}
    return [
        Chip(_("alle %(n)s") % {"n": german.number(len(found))}, _narrowed_to(request, ""), not asked),
        *(
            Chip(f"{SIDES[side]} {number}", _narrowed_to(request, side.value), asked == side.value)
            for side, number in numbers.items()
            if number
        ),
    ]


def _narrowed_to(request: MemberRequest, side: str) -> str:
    query = request.GET.copy()
    query.pop("seite_von", None)
    if side:
        query["seite_von"] = side
    return f"{request.path}{'?' if query else ''}{query.urlencode()}#attention"


def _for_side(request: MemberRequest, found: Sequence[Attention]) -> list[Attention]:
    wanted = request.GET.get("seite_von", "")
    return [one for one in found if not wanted or one.side.value == wanted]
