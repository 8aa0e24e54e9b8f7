"""Authorities and municipalities on a day: which ones, and who has reported."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.figures.areas import places_of
from dashboards.figures.bundles import BundleReach, bundle_reach, complete_places
from dashboards.figures.criteria import INCOMPLETE, AuthorityCriteria, MunicipalityCriteria, RolloutCriteria
from dashboards.figures.rollouts import find_rollouts, in_state, rollouts_in_package
from municipalities.models import Authority, AuthorityQuerySet, Municipality, MunicipalityQuerySet
from municipalities.months import Reported, Reporting
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.told import Sentence, Told, tell
from services.models import Bundle


def find_authorities(criteria: AuthorityCriteria, at: AsOf) -> AuthorityQuerySet:
    """The authorities that meet all criteria, in no particular order."""
    found = Authority.objects.valid_on(at.day)
    for word in criteria.words.split()[:8]:
        found = found.filter(Q(label__icontains=word) | Q(seat__icontains=word) | Q(ars__startswith=word))
    if criteria.kind:
        found = found.filter(kind=criteria.kind)
    if criteria.district:
        found = found.filter(Q(ars=criteria.district) | Q(district__ars=criteria.district))
    if criteria.reported == INCOMPLETE:
        found = found.unfinished(at.day, at.today)
    elif criteria.reported:
        found = found.reported(Reported(criteria.reported), at.day, at.today)
    if criteria.live:
        live = rollouts_in_package(criteria.live, at).filter(in_state(RolloutState.LIVE))
        found = found.filter(Exists(live.filter(authority=OuterRef("pk"))))
    if criteria.area_class:
        found = found.filter(pk__in=_of_class(criteria, at))
    return found


def _of_class(criteria: AuthorityCriteria, at: AsOf) -> list[int]:
    """Primary keys of the places that the map of this package or service paints in that class."""
    mapped = RolloutCriteria(package=criteria.mapped_package, service=criteria.mapped_service)
    places = places_of(find_rollouts(mapped, at), at)
    return [place.authority.pk for place in places if place.area_class == criteria.area_class]


def find_municipalities(criteria: MunicipalityCriteria, at: AsOf) -> MunicipalityQuerySet:
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


def served_by_others(criteria: MunicipalityCriteria, at: AsOf) -> MunicipalityQuerySet:
    """The Ortsgemeinden among them: those another administration acts for."""
    found = find_municipalities(criteria, at).exclude(ars=F("authority__ars"))
    return found.select_related("authority", "district").order_by("sort_key", "ars")


def reported(at: AsOf) -> Reporting:
    """How many authorities have reported everything, something, nothing in the month of the Stichtag (one query)."""
    return Authority.objects.valid_on(at.day).reporting(at.day, at.today)


def municipalities_sentence(bundle: str, at: AsOf) -> Sentence:
    """How many municipalities there are and who acts for them; with a bundle (its slug) where all of it is live."""
    if bundle:
        return _bundle_sentence(bundle_reach(Bundle.objects.get(slug=bundle), at))
    existing = Municipality.objects.valid_on(at.day)
    acting = existing.order_by().values("authority").distinct().count()
    return tell(
        _("Für {total} Gemeinden handeln {acting} Verwaltungen; ihre Landkreise kommen hinzu."),
        total=Told(existing.count(), "municipalities"),
        acting=Told(acting, "authorities.acting"),
    )


def _bundle_sentence(reach: BundleReach) -> Sentence:
    about = MunicipalityCriteria(bundle=reach.bundle.slug).about
    words = _("In {complete} von {total} Gemeinden ist alles zu „{name}“ online.")
    if reach.municipalities_high > reach.municipalities:
        words = _(
            "In {complete} von {total} Gemeinden ist alles zu „{name}“ online, in höchstens {high}, wenn live ist, was "
            "niemand gemeldet hat."
        )
    return tell(
        words,
        complete=Told(reach.municipalities, "municipalities.complete-ja", about),
        total=Told(reach.all_municipalities, "municipalities"),
        high=Told(reach.municipalities_high, "municipalities.complete-high", about),
        name=reach.bundle.name,
    )


def reported_sentence(found: Reporting, at: AsOf) -> Sentence:
    """ "148 von 194 Verwaltungen haben im Juni 2022 vollständig gemeldet, 23 teilweise, 23 gar nicht."."""
    words = ngettext(
        "{complete} von {total} Verwaltungen hat im {month} {year} vollständig gemeldet, {partly} teilweise, "
        "{nothing} gar nicht.",
        "{complete} von {total} Verwaltungen haben im {month} {year} vollständig gemeldet, {partly} teilweise, "
        "{nothing} gar nicht.",
        found.complete,
    )
    return tell(
        words,
        complete=Told(found.complete, AuthorityCriteria(reported=Reported.COMPLETE).name),
        partly=Told(found.partly, AuthorityCriteria(reported=Reported.PARTLY).name),
        nothing=Told(found.nothing, AuthorityCriteria(reported=Reported.NOTHING).name),
        total=Told(found.asked, "authorities.asked"),
        month=at.month_name,
        year=str(at.day.year),
    )
