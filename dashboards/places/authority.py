"""One authority: what it offers, what its Landkreis adds, what is next, who speaks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from dashboards.figures.criteria import Asked, RolloutCriteria
from dashboards.parts.figure_tiles import tile
from dashboards.parts.history import HistoryLine
from dashboards.parts.tile import Tile
from dashboards.permissions import Openable
from dashboards.places.municipality import Link, successions
from dashboards.places.offered import Group, Needing, Standing, count_of, groups_of, keys_shown, rows_shown, standing
from municipalities.corrected import corrected_days
from municipalities.coverage import Count
from municipalities.gate_queries import gates_for
from municipalities.kinds import Kind
from municipalities.models import (
    Association,
    Authority,
    AuthorityQuerySet,
    FormerAuthority,
    FormerMembership,
    Municipality,
    Representative,
    RolloutReport,
)
from municipalities.months import reported_class
from municipalities.permissions import may_read_confidences, may_report
from municipalities.reporting import lacks_evidence
from municipalities.rollout_states import RolloutState
from municipalities.words import REPORTED, STATES
from ozgtracker.former import as_held, dated
from ozgtracker.former_links import pairs_on
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import tell

LAST_REPORTS = 8


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """Everything the page of one authority shows; nothing was `said` to somebody who reads no confidences. speaks:
    whether this person reports for it today."""

    authority: Authority
    count: Count
    figures: tuple[Tile, ...]
    own: tuple[Group, ...]
    district: tuple[Group, ...]
    district_count: Count
    representatives: tuple[Representative, ...]
    proposed: tuple[Representative, ...]
    municipalities: tuple[Municipality, ...]
    members: tuple[Authority, ...]
    associations: tuple[str, ...]
    became: tuple[Link, ...]
    came_from: tuple[Link, ...]
    said: tuple[HistoryLine, ...]
    reads_confidences: bool
    speaks: bool


def find_authority(visible: AuthorityQuerySet, ars: str, at: AsOf) -> Authority | None:
    """The authority of that key as it was on the day (one query)."""
    found = visible.select_related("district").filter(ars=ars).first()
    return found and as_held(FormerAuthority, at)(found)


def authority_page(authority: Authority, at: AsOf, user: User) -> AuthorityPage:
    """The page of one that find_authority has found; a fixed number of queries, however many services and reports."""
    own, district = standing(authority, at)
    gates = gates_for({Needing(one.service, one.needs_known, one.efa_land) for one in (*own, *district)}, at.day)
    openable = Openable(frozenset({authority.pk}))
    count, served = count_of(own, gates), count_of(district, gates)
    shown = rows_shown([*keys_shown(own), *keys_shown(district)], at, openable)
    speaks = may_report(user, authority, at.today)
    reads = may_read_confidences(user, authority, at.today, speaks=speaks)
    in_force, proposed = _mandates(authority, at)
    became, came_from = successions(authority.ars, at)
    villages = Municipality.objects.valid_on(at.day).as_of(at).filter(Q(authority_then=authority.pk))
    return AuthorityPage(
        authority=authority,
        count=count,
        figures=_figures(authority, count, own, served, at),
        own=groups_of(own, gates, shown, at),
        district=groups_of(district, gates, shown, at),
        district_count=served,
        representatives=in_force,
        proposed=proposed,
        municipalities=tuple(dated(villages.exclude(ars=authority.ars), at)),
        members=_members(authority, at),
        associations=recall(("associations", at.day), partial(_associations, at.day)).get(authority.pk, ()),
        became=became,
        came_from=came_from,
        said=_said(authority, at) if reads else (),
        reads_confidences=reads,
        speaks=speaks,
    )


def _mandates(authority: Authority, at: AsOf) -> tuple[tuple[Representative, ...], tuple[Representative, ...]]:
    """Who spoke for it on the day; and, of today, who shall (one query)."""
    mine = authority.representatives
    asked = mine.in_force(at.day) if at.looking_back else mine.in_force(at.day) | mine.proposed()
    found = asked.select_related("user", "appointed_by").order_by("is_deputy", "user__name")
    in_force = tuple(one for one in found if not one.is_proposed)
    return in_force, tuple(one for one in found if one.is_proposed)


def _associations(day: date) -> Mapping[int, tuple[str, ...]]:
    """The names of the associations that each authority was a member of on that day."""
    names = dict(Association.objects.order_by("slug").values_list("pk", "name"))
    joined = pairs_on(FormerMembership, day)
    found: dict[int, list[str]] = {}
    for association, name in names.items():
        for authority in (one for joins, one in joined if joins == association):
            found.setdefault(authority, []).append(name)
    return {authority: tuple(listed) for authority, listed in found.items()}


def _members(authority: Authority, at: AsOf) -> tuple[Authority, ...]:
    """The authorities within a Landkreis; nothing else has any."""
    if authority.kind != Kind.DISTRICT:
        return ()
    return tuple(dated(Authority.objects.valid_on(at.day).as_of(at).filter(Q(district_then=authority.pk)), at))


def _figures(authority: Authority, count: Count, own: list[Standing], district: Count, at: AsOf) -> tuple[Tile, ...]:
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


def _without_evidence(own: list[Standing], count: Count, mine: RolloutCriteria, at: AsOf) -> tuple[Tile, ...]:
    """How much of what is live is so by word alone; nothing where nothing is live."""
    if not count.live:
        return ()
    number = sum(lacks_evidence(RolloutState(one.state), one.maturity, one.evidence) for one in own)
    note, by_word = _("Reifegrad oder Adresse fehlt"), replace(mine, evidence="nein")
    return (tile(by_word, number, at, of=count.live, note=note),)


def _reported(own: list[Standing], mine: RolloutCriteria, at: AsOf) -> Tile:
    """What was reported this month, and which class that is: "has reported" means all of it."""
    number = sum(one.said_on is not None and one.said_on >= at.month_start for one in own)
    found = reported_class(len(own), number)
    label = _("im %(month)s gemeldet") % {"month": at.month_name}
    reported = tile(replace(mine, reported="ja"), number, at, of=len(own), note=REPORTED[found] if found else "")
    return replace(reported, label=label)


def _said(authority: Authority, at: AsOf) -> tuple[HistoryLine, ...]:
    corrections = RolloutReport.objects.filter(rollout=OuterRef("rollout"), corrects__isnull=False)
    # So that no index on the day serves: it would be walked through from the newest report of all authorities.
    newest_first = Coalesce("said_on", Value(at.day)).desc()
    reports = list(
        RolloutReport.objects.said_by(at.day)
        .filter(rollout__authority=authority)
        .annotate(is_of_corrected=Exists(corrections))
        .select_related("rollout__service", "by")
        .order_by(newest_first, "-id")[:LAST_REPORTS]
    )
    # Hardly ever is anything corrected: only then it is asked, what.
    doubtful = [report.rollout_id for report in reports if vars(report)["is_of_corrected"]]
    corrected = corrected_days(doubtful) if doubtful else {}
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
