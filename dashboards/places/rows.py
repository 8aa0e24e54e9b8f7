"""Authorities and municipalities as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q
from django.utils.translation import gettext as _

from dashboards.figures.authorities import find_municipalities
from dashboards.figures.bundles import Lacking, missing_services
from dashboards.figures.criteria import MunicipalityCriteria, RolloutCriteria
from dashboards.figures.rollouts import rollouts_on
from dashboards.parts.numbers import Number
from dashboards.permissions import Openable
from municipalities.models import (
    BY_WORD_ALONE,
    Authority,
    FormerAuthority,
    FormerMunicipality,
    Municipality,
    MunicipalityQuerySet,
)
from municipalities.months import Reported, reported_class
from municipalities.rollout_states import RolloutState
from municipalities.words import REPORTED
from ozgtracker.former import as_held
from ozgtracker.ui.as_of import AsOf


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """One authority with what it has live. href is empty where this person may not open it."""

    authority: Authority
    live: Number
    total: Number
    unknown: Number
    without_evidence: Number
    said_on: date | None
    reported: Number
    reported_class: Reported | None
    href: str

    @property
    def reported_words(self) -> str:
        """ "teilweise"; nothing where the authority is asked for nothing."""
        return REPORTED[self.reported_class] if self.reported_class else ""


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """One municipality and the administration that answers for it ("über VG …")."""

    municipality: Municipality
    has_own: bool
    href: str
    own_href: str
    lacking: Lacking

    @property
    def kind_words(self) -> str:
        """What it is: of the kind of its own administration, or an Ortsgemeinde."""
        if self.has_own:
            return self.municipality.authority.kind_words
        return _("Ortsgemeinde (Stadt)") if self.municipality.is_town else _("Ortsgemeinde")


def authority_rows(authorities: Iterable[Authority], at: AsOf, openable: Openable) -> list[AuthorityRow]:
    """Rows for these authorities (one query more, on a past day two, however many there are)."""
    listed = list(map(as_held(FormerAuthority, at), authorities))
    counted = (
        rollouts_on(at)
        .filter(authority__in=[authority.pk for authority in listed])
        .order_by()
        .values("authority")
        .annotate(
            total=Count("pk"),
            live=Count("pk", filter=Q(state_then=RolloutState.LIVE)),
            unknown=Count("pk", filter=Q(state_then=RolloutState.UNKNOWN)),
            without_evidence=Count("pk", filter=BY_WORD_ALONE),
            said_on=Max("said_then"),
            reported=Count("pk", filter=Q(said_then__range=(at.month_start, at.day))),
        )
    )
    by_key: dict[int, Mapping[str, Any]] = {row["authority"]: row for row in counted}
    return [_row(authority, by_key.get(authority.pk, {}), at, openable) for authority in listed]


def _row(authority: Authority, counted: Mapping[str, Any], at: AsOf, openable: Openable) -> AuthorityRow:
    all_of_it = RolloutCriteria(authority=authority.ars)
    total, reported = counted.get("total", 0), counted.get("reported", 0)
    return AuthorityRow(
        authority=authority,
        live=Number(counted.get("live", 0), replace(all_of_it, state=RolloutState.LIVE), at),
        total=Number(total, all_of_it, at),
        unknown=Number(counted.get("unknown", 0), replace(all_of_it, state=RolloutState.UNKNOWN), at),
        without_evidence=Number(counted.get("without_evidence", 0), replace(all_of_it, evidence="nein"), at),
        said_on=counted.get("said_on"),
        reported=Number(reported, replace(all_of_it, reported="ja"), at),
        reported_class=reported_class(total, reported),
        href=at.href("authority", authority.ars) if openable.includes(authority.pk) else "",
    )


def municipality_rows(
    municipalities: Iterable[Municipality], at: AsOf, openable: Openable, bundle: str = ""
) -> list[MunicipalityRow]:
    """Rows for municipalities that have their authority and district at hand; with what they lack of a bundle."""
    listed = list(map(as_held(FormerMunicipality, at), municipalities))
    then = as_held(FormerAuthority, at)
    for one in listed:
        then(one.authority)
    missing = missing_services(bundle, listed, at) if bundle else {}
    return [
        MunicipalityRow(
            municipality=one,
            has_own=one.ars == one.authority.ars,
            href=at.href("authority", one.authority.ars) if openable.includes(one.authority_id) else "",
            own_href="" if one.ars == one.authority.ars else at.href("authority", one.ars),
            lacking=missing.get(one.pk, Lacking()),
        )
        for one in listed
    ]


def served_by_others(criteria: MunicipalityCriteria, at: AsOf) -> MunicipalityQuerySet:
    """The Ortsgemeinden among them: those another administration acts for."""
    found = find_municipalities(criteria, at).exclude(ars=F("authority__ars"))
    return found.select_related("authority", "district").order_by("sort_key", "ars")
