"""One authority: what it offers, what its Landkreis adds, what is next, who speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from dashboards.figures.criteria import Asked, RolloutCriteria
from dashboards.figures.rollouts import counted, rollouts_on, status_of
from dashboards.parts.figure_tiles import tile
from dashboards.parts.history import HistoryLine
from dashboards.parts.numbers import Number, number_of
from dashboards.parts.rollout_rows import RolloutRow, rollout_rows
from dashboards.parts.tile import Tile
from dashboards.permissions import Openable
from dashboards.places.municipality import Link, became, came_from
from municipalities.corrected import corrected_days
from municipalities.coverage import Count
from municipalities.eligibility import Gate
from municipalities.gate_queries import gate_of, gates_for
from municipalities.models import (
    Association,
    Authority,
    FormerMembership,
    Municipality,
    Representative,
    Rollout,
    RolloutReport,
)
from municipalities.months import reported_class
from municipalities.permissions import may_read_confidences
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from municipalities.words import REPORTED, STATES, waits_for
from ozgtracker.former import dated
from ozgtracker.former_links import linked_then
from ozgtracker.saying import say
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import tell
from services.assignments import assignments_on
from services.packages import Assigned
from services.words import ASSIGNED

LAST_REPORTS = 8


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A rollout with the base components it still waits for, by name (empty for what is live)."""

    row: RolloutRow
    waits_for: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rollouts of one package at one authority, and how the components some of them wait for stand."""

    title: str
    rows: tuple[WaitingRow, ...]
    missing: tuple[str, ...]
    live: Number
    total: Number
    csv: str


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """Everything the page of one authority shows; nothing was `said` to somebody who reads no confidences."""

    authority: Authority
    count: Count
    figures: tuple[Tile, ...]
    own: tuple[Group, ...]
    district: tuple[Group, ...]
    district_count: Count
    representatives: tuple[Representative, ...]
    municipalities: tuple[Municipality, ...]
    members: tuple[Authority, ...]
    associations: tuple[Association, ...]
    became: tuple[Link, ...]
    came_from: tuple[Link, ...]
    said: tuple[HistoryLine, ...]
    reads_confidences: bool


def authority_page(authority: Authority, at: AsOf, user: User) -> AuthorityPage:
    """A fixed number of queries, however many services and reports there are."""
    own, district = _rollouts(authority, at)
    gates = gates_for({rollout.service for rollout in (*own, *district)}, at.day)
    openable = Openable(frozenset({authority.pk}))
    count, served = counted(own, gates), counted(district, gates)
    reads = may_read_confidences(user, authority, at.today)
    joined = linked_then(FormerMembership, "association", at.day, authority=authority)
    members = Authority.objects.valid_on(at.day).as_of(at).filter(Q(district_then=authority.pk))
    villages = Municipality.objects.valid_on(at.day).as_of(at).filter(Q(authority_then=authority.pk))
    return AuthorityPage(
        authority=authority,
        count=count,
        figures=_figures(authority, count, own, served, at),
        own=_groups(own, gates, at, openable),
        district=_groups(district, gates, at, openable),
        district_count=served,
        representatives=tuple(
            authority.representatives.in_force(at.day).select_related("user").order_by("is_deputy", "user__name")
        ),
        municipalities=tuple(dated(villages.exclude(ars=authority.ars), at)),
        members=tuple(dated(members, at)),
        associations=tuple(Association.objects.filter(joined)),
        became=became(authority.ars, at),
        came_from=came_from(authority.ars, at),
        said=_said(authority, at) if reads else (),
        reads_confidences=reads,
    )


def _rollouts(authority: Authority, at: AsOf) -> tuple[list[Rollout], list[Rollout]]:
    found = (
        rollouts_on(at)
        .offered_to(Authority.objects.as_of(at).filter(pk=authority.pk))
        .select_related("authority", "service__package")
        .annotate(package_then=assignments_on(at).number())
        .order_by("package_then", "service__sort_key", "service__ozg_id")
    )
    own: list[Rollout] = []
    district: list[Rollout] = []
    for rollout in found:
        (own if rollout.authority_id == authority.pk else district).append(rollout)
    return own, district


def _groups(rollouts: Sequence[Rollout], gates: dict[int, Gate], at: AsOf, openable: Openable) -> tuple[Group, ...]:
    grouped: dict[str, list[WaitingRow]] = {}
    for row in rollout_rows(rollouts, at, openable):
        missing = _waits_for(row, gate_of(gates, row.rollout))
        grouped.setdefault(_title(row.rollout), []).append(WaitingRow(row, missing))
    return tuple(_group(title, tuple(rows), gates, at) for title, rows in grouped.items())


def _waits_for(row: RolloutRow, gate: Gate) -> str:
    return "" if row.live_on or status_of(row.rollout).state in WITHOUT_WORK else waits_for(gate)


def _group(title: str, rows: tuple[WaitingRow, ...], gates: dict[int, Gate], at: AsOf) -> Group:
    rollout = rows[0].row.rollout
    package = rollout.service.package
    same = RolloutCriteria(
        authority=rollout.authority.ars,
        package=package.number if package else None,
        assignment="" if package else rollout.service.assignment,
    )
    live = sum(one.row.live_on is not None for one in rows)
    return Group(
        title,
        rows,
        missing=_missing(rows, gates),
        live=number_of(live, replace(same, state=RolloutState.LIVE), at),
        total=number_of(len(rows), same, at),
        csv=same.csv(at),
    )


def _title(rollout: Rollout) -> str:
    service = rollout.service
    return service.package.name if service.package else str(ASSIGNED[Assigned(service.assignment)])


def _missing(rows: tuple[WaitingRow, ...], gates: dict[int, Gate]) -> tuple[str, ...]:
    """Each missing component once, in words, whatever the number of rows that wait for it."""
    waiting = (gates[one.row.rollout.service_id] for one in rows if one.waits_for)
    return tuple(dict.fromkeys(say(condition.finding) for gate in waiting for condition in gate.unmet))


def _figures(authority: Authority, count: Count, own: list[Rollout], district: Count, at: AsOf) -> tuple[Tile, ...]:
    mine = RolloutCriteria(authority=authority.ars)
    unknown = replace(mine, state=RolloutState.UNKNOWN)
    figures = [
        tile(replace(mine, state=RolloutState.LIVE), count.live, at, of=count.total),
        *_without_evidence(own, count, mine, at),
        tile(replace(mine, asked=Asked.UNDER_WAY), count.ready + count.in_progress, at, of=count.total),
        tile(unknown, count.unknown, at, of=count.total),
        _reported(own, mine, at),
    ]
    if district.total:
        whole, here = count + district, RolloutCriteria(offered_to=authority.ars, state=RolloutState.LIVE)
        note = _("mit den Leistungen des Landkreises, je Verwaltung gezählt")
        figures.append(tile(here, whole.live, at, of=whole.total, note=note))
    return tuple(figures)


def _without_evidence(own: list[Rollout], count: Count, mine: RolloutCriteria, at: AsOf) -> tuple[Tile, ...]:
    """How much of what is live is so by word alone; nothing where nothing is live."""
    if not count.live:
        return ()
    number = sum(status_of(rollout).lacks_evidence for rollout in own)
    note, by_word = _("Reifegrad oder Adresse fehlt"), replace(mine, evidence="nein")
    return (tile(by_word, number, at, of=count.live, note=note),)


def _reported(own: list[Rollout], mine: RolloutCriteria, at: AsOf) -> Tile:
    """What was reported this month, and which class that is: "has reported" means all of it."""
    said = [status_of(rollout).said_on for rollout in own]
    number = sum(day is not None and day >= at.month_start for day in said)
    found = reported_class(len(own), number)
    label = _("im %(month)s gemeldet") % {"month": at.month_name}
    reported = tile(replace(mine, reported="ja"), number, at, of=len(own), note=REPORTED[found] if found else "")
    return replace(reported, label=label)


def _said(authority: Authority, at: AsOf) -> tuple[HistoryLine, ...]:
    reports = list(
        RolloutReport.objects.said_by(at.day)
        .filter(rollout__authority=authority)
        .select_related("rollout__service", "by")
        .order_by("-said_on", "-id")[:LAST_REPORTS]
    )
    corrected = corrected_days(report.rollout_id for report in reports)
    return tuple(
        HistoryLine(
            report,
            STATES[RolloutState(report.state)],
            at.href("why", authority.ars, report.rollout.service.ozg_id),
            corrected.get(report.pk),
        )
        for report in reports
    )


def authority_sentence(page: AuthorityPage) -> Sentence:
    """The answer in one sentence: how many of its services are live, and what has not been reported."""
    count, mine = page.count, RolloutCriteria(authority=page.authority.ars)
    if not count.total:
        return Sentence(_("noch keine Zuständigkeit bekannt."))
    words = ngettext(
        "%(live)s von %(total)s eigenen Leistungen ist live, zu %(unknown)s fehlt eine Meldung.",
        "%(live)s von %(total)s eigenen Leistungen sind live, zu %(unknown)s fehlt eine Meldung.",
        count.live,
    )
    if not count.unknown:
        words = ngettext(
            "%(live)s von %(total)s eigenen Leistungen ist live, zu allen liegt eine Meldung vor.",
            "%(live)s von %(total)s eigenen Leistungen sind live, zu allen liegt eine Meldung vor.",
            count.live,
        )
    return tell(
        words,
        live=replace(mine, state=RolloutState.LIVE).told(count.live),
        total=mine.told(count.total),
        unknown=replace(mine, state=RolloutState.UNKNOWN).told(count.unknown),
    )
