"""Authorities and municipalities on a day: which ones, and who has reported."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.areas import places_of
from dashboards.figures.bundles import complete_places
from dashboards.figures.criteria import AuthorityCriteria, MunicipalityCriteria, RolloutCriteria
from dashboards.figures.moment import Moment
from dashboards.figures.rollouts import find_rollouts, in_state, rollouts_on
from municipalities.models import Authority, Municipality
from municipalities.queries import AuthorityQuerySet, MunicipalityQuerySet
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from services.models import Bundle


def find_authorities(criteria: AuthorityCriteria, at: Moment) -> AuthorityQuerySet:
    """The authorities that meet all criteria, in no particular order."""
    found = Authority.objects.valid_on(at.day)
    for word in criteria.words.split()[:8]:
        found = found.filter(Q(label__icontains=word) | Q(seat__icontains=word) | Q(ars__startswith=word))
    if criteria.kind:
        found = found.filter(kind=criteria.kind)
    if criteria.district:
        found = found.filter(Q(ars=criteria.district) | Q(district__ars=criteria.district))
    if criteria.reported:
        reported = Exists(rollouts_on(at).filter(authority=OuterRef("pk")).reported_in_month(at.day))
        found = found.filter(reported if criteria.reported == "ja" else ~reported)
    if criteria.live:
        live = rollouts_on(at).filter(in_state(RolloutState.LIVE), service__package__number=criteria.live)
        found = found.filter(Exists(live.filter(authority=OuterRef("pk"))))
    if criteria.area_class:
        found = found.filter(pk__in=_of_class(criteria, at))
    return found


def _of_class(criteria: AuthorityCriteria, at: Moment) -> list[int]:
    """Primary keys of the places that the map of this package or service paints in that class."""
    mapped = RolloutCriteria(package=criteria.mapped_package, service=criteria.mapped_service)
    places = places_of(find_rollouts(mapped, at), at)
    return [place.authority.pk for place in places if place.area_class == criteria.area_class]


def find_municipalities(criteria: MunicipalityCriteria, at: Moment) -> MunicipalityQuerySet:
    """The municipalities (Gemeinden) that meet all criteria, in no particular order."""
    found = Municipality.objects.valid_on(at.day)
    for word in criteria.words.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(ars__startswith=word) | Q(ags__startswith=word))
    if criteria.district:
        found = found.filter(Q(district__ars=criteria.district) | Q(authority__ars=criteria.district))
    if criteria.bundle and criteria.complete:
        complete = Q(authority__in=complete_places(criteria.bundle, at).values("pk"))
        found = found.filter(complete if criteria.complete == "ja" else ~complete)
    return found


def served_by_others(criteria: MunicipalityCriteria, at: Moment) -> MunicipalityQuerySet:
    """The Ortsgemeinden among them: those another administration acts for."""
    found = find_municipalities(criteria, at).exclude(ars=F("authority__ars"))
    return found.select_related("authority", "district").order_by("sort_key", "ars")


def reported(at: Moment) -> tuple[int, int]:
    """How many authorities said something in the month of the Stichtag, and how many there are (two queries)."""
    counted = find_authorities(AuthorityCriteria(reported="ja"), at).count()
    return counted, Authority.objects.valid_on(at.day).count()


def municipalities_sentence(bundle: str, at: Moment) -> str:
    """How many municipalities there are and who acts for them; with a bundle (its slug) where all of it is live."""
    existing = Municipality.objects.valid_on(at.day)
    total = german.number(existing.count())
    if not bundle:
        acting = existing.order_by().values("authority").distinct().count()
        words = _("Für {total} Gemeinden handeln {acting} Verwaltungen; ihre Landkreise kommen hinzu.")
        return words.format(total=total, acting=german.number(acting))
    complete = find_municipalities(MunicipalityCriteria(bundle=bundle, complete="ja"), at).count()
    name = Bundle.objects.values_list("name", flat=True).get(slug=bundle)
    words = _("In {complete} von {total} Gemeinden ist alles zu „{name}“ online.")
    return words.format(complete=german.number(complete), total=total, name=name)


def reported_sentence(at: Moment) -> str:
    """ "171 von 194 Verwaltungen haben im Juni 2022 gemeldet."."""
    counted, total = reported(at)
    words = ngettext(
        "{counted} von {total} Verwaltungen hat im {month} {year} gemeldet.",
        "{counted} von {total} Verwaltungen haben im {month} {year} gemeldet.",
        counted,
    )
    return words.format(
        counted=german.number(counted), total=german.number(total), month=at.month_name, year=at.day.year
    )
