"""The overview: where we stand, together."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from accounts.roles import SIDES, Side
from dashboards.figures.areas import areas_map, place_links
from dashboards.figures.attention import Attention
from dashboards.figures.package_page import package_card
from dashboards.figures.plan import lanes, open_couplings, opening_of
from dashboards.figures.situation import Situation, situation
from dashboards.forms import ComparisonForm
from dashboards.permissions import READERS, openable_by
from dashboards.views.listing import Chip, without
from ozgtracker.access import allow


@allow(READERS)
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """One sentence, one band of figures, pictures, rows."""
    comparison = ComparisonForm(request.GET, day=request.day)
    shown = situation(request.day, request.today, comparison.compared())
    at, plan = shown.at, shown.plan
    openable = openable_by(request.user, request.today)
    since = plan.plan.agreed_on if plan else at.day
    context = {
        "shown": shown,
        "at": at,
        "comparison": comparison,
        "wide": lanes(plan, at, width=860, chart_id="phases") if plan else None,
        "narrow": lanes(plan, at, width=340, chart_id="phases-narrow") if plan else None,
        "couplings": open_couplings(plan) if plan else (),
        "sides": _sides(request, shown.attention),
        "attention": _for_side(request, shown.attention),
        "cards": [package_card(figures, at, since=since) for figures in shown.packages],
        "opening": opening_of(plan),
        "map": areas_map(
            shown.places, chart_id="areas", title=_map_title(shown), hrefs=place_links(shown.places, at, openable)
        ),
    }
    return render(request, "dashboards/overview.html", context)


def _sides(request: MemberRequest, found: Sequence[Attention]) -> list[Chip]:
    """A chip for each side with how much it owes; the chosen one narrows the list."""
    everybody = without(request, "seite_von")
    joint = "&" if "?" in everybody else "?"
    chips = [Chip(f"{_('alle')} {len(found)}", f"{everybody}#attention", not request.GET.get("seite_von"))]
    for side in Side:
        number = sum(one.side is side for one in found)
        if number:
            href = f"{everybody}{joint}seite_von={side.value}#attention"
            chips.append(Chip(f"{SIDES[side]} {number}", href, request.GET.get("seite_von") == side.value))
    return chips


def _for_side(request: MemberRequest, found: Sequence[Attention]) -> list[Attention]:
    wanted = request.GET.get("seite_von", "")
    return [one for one in found if not wanted or one.side.value == wanted]


def _map_title(shown: Situation) -> str:
    return _("Paket 1: Anteil der Leistungen, die für die Menschen eines Gebiets live sind")
