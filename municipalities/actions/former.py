"""What a load of the territory makes different from a day on stays known for the days before, and is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext as _

from municipalities.models import (
    Association,
    Authority,
    FormerAuthority,
    FormerMembership,
    FormerMunicipality,
    Municipality,
)
from municipalities.territory import Territory
from ozgtracker import german
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.former import Change, Former, holding, keep_former
from ozgtracker.former_links import Pair, keep_former_links
from services.loading import TableResult

# So many bodies whose inhabitants have changed are named one by one.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Held:
    """What every body of a kind held before a load, and which of them had not ended."""

    model: type[Authority | Municipality]
    former: type[Former]
    values: dict[int, dict[str, Any]]
    lasting: frozenset[int]

    def begun(self) -> models.QuerySet[Any]:
        """Those that are new; where there was nothing at all before, none is."""
        bodies = self.model._default_manager.order_by("ars")
        return bodies.exclude(pk__in=self.values) if self.values else bodies.none()

    def ended(self) -> models.QuerySet[Any]:
        """Those that ended with this load."""
        bodies = self.model._default_manager.order_by("ars")
        return bodies.filter(pk__in=self.lasting, valid_until__isnull=False)


def territory_held() -> tuple[Held, Held]:
    """Authorities and municipalities: to be remembered before a load."""
    return _held(Authority, FormerAuthority), _held(Municipality, FormerMunicipality)


def _held(model: type[Authority | Municipality], former: type[Former]) -> Held:
    lasting = model._default_manager.filter(valid_until__isnull=True)
    return Held(model, former, holding(former), frozenset(lasting.values_list("pk", flat=True)))


def end_missing(territory: Territory, before: tuple[Held, Held], since: date) -> tuple[TableResult, ...]:
    """What the file no longer names ends, and what it names anew begins; what is loaded first of all is since ever.

    Raises InvalidInput("valid_from") where a body is named again that ended on another day: a key is given once.
    """
    named = {unit.ars for unit in territory.units}
    ended = 0
    for held in before:
        held.begun().update(valid_from=since)
        bodies = held.model._default_manager.all()
        _return(bodies.filter(ars__in=named, valid_until__isnull=False), since)
        gone = bodies.exclude(ars__in=named).filter(valid_until__isnull=True)
        ended += gone.update(valid_until=since - timedelta(days=1))
    return (TableResult(_("Aufgehobene Verwaltungen und Gemeinden"), changed=ended),) if ended else ()


def _return(bodies: models.QuerySet[Any], since: date) -> None:
    """Ended and named again on one day never ended."""
    for body in bodies.exclude(valid_until=since - timedelta(days=1)):
        gone = body.valid_until + timedelta(days=1)
        raise InvalidInput(
            found("territory.key-given-once", name=str(body), ars=body.ars, day=gone), field="valid_from"
        )
    bodies.update(valid_until=None)


def keep_territory(before: tuple[Held, Held], since: date) -> tuple[str, ...]:
    """Keep what held before, and say what moves. Raises InvalidInput("valid_from") before the last change."""
    upper, lower = (keep_former(held.former, held.values, since) for held in before)
    said = (*_begun_and_ended(before), *_belonging(upper, lower), *_inhabitants(before[1], lower))
    return tuple(_("%(what)s, ab %(day)s") % {"what": what, "day": german.day(since)} for what in said)


def keep_members(before: dict[Pair, dict[str, Any]], since: date, *, is_first: bool) -> tuple[str, ...]:
    """Keep who was a member of which association, and say who joins and leaves. Raises InvalidInput as above."""
    began, ended = keep_former_links(FormerMembership, before, since, is_first=is_first)
    names = Association.objects.in_bulk()
    members = Authority.objects.in_bulk({one for _association, one in began | ended})
    joins, leaves = _("%(name)s: Mitglied im %(of)s, ab %(day)s"), _("%(name)s: nicht mehr im %(of)s, ab %(day)s")
    said = [(joins, pair) for pair in sorted(began)] + [(leaves, pair) for pair in sorted(ended)]
    day = german.day(since)
    return tuple(words % {"name": members[one], "of": names[to].name, "day": day} for words, (to, one) in said)


def _begun_and_ended(before: tuple[Held, Held]) -> Iterator[str]:
    for held in before:
        yield from (_("%(name)s: neu") % {"name": one} for one in held.begun())
        yield from (_("%(name)s: aufgehoben") % {"name": one} for one in held.ended())


def _belonging(upper: list[Change], lower: list[Change]) -> Iterator[str]:
    """Who belongs elsewhere, and which town is large now or no longer."""
    names = Authority.objects.in_bulk()
    villages = Municipality.objects.in_bulk([change.pk for change in lower])
    for change in upper:
        if "is_large_town" in change.now:
            large, other = _("große kreisangehörige Stadt"), _("keine große kreisangehörige Stadt")
            yield f"{names[change.pk]}: {large if change.now['is_large_town'] else other}"
        if "district_id" in change.now:
            yield _moved(names[change.pk], change, "district_id", names)
    for change in lower:
        for field in ("authority_id", "district_id"):
            if field in change.now:
                yield _moved(villages[change.pk], change, field, names)


def _moved(body: Authority | Municipality, change: Change, field: str, names: dict[int, Authority]) -> str:
    nowhere = _("keinem Landkreis")
    values = {"name": body, "before": names.get(change.before[field], nowhere)}
    return _("%(name)s: %(before)s → %(now)s") % (values | {"now": names.get(change.now[field], nowhere)})


def _inhabitants(before: Held, lower: list[Change]) -> Iterator[str]:
    """Each where they are few, their sum where they are many."""
    changed = [change for change in lower if "population" in change.now]
    names = Municipality.objects.in_bulk([change.pk for change in changed[:NAMED]])
    number = german.number
    for change in changed if len(changed) <= NAMED else ():
        values = {"name": names[change.pk], "before": number(change.before["population"])}
        values["now"] = number(change.now["population"])
        yield _("%(name)s: %(before)s → %(now)s Einwohner") % values
    if len(changed) > NAMED:
        now = Municipality.objects.filter(valid_until__isnull=True).aggregate(all=Sum("population"))["all"]
        people = sum(held["population"] for held in before.values.values())
        values = {"n": number(len(changed)), "before": number(people), "now": number(now)}
        yield _("%(n)s Gemeinden mit anderer Zahl der Einwohner, zusammen %(before)s → %(now)s") % values
