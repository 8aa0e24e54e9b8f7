"""Everything a report may touch, as it stands now: what consequences are told from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from milestones.consequences import Key, Stand, Thing, Touched, Wait
from milestones.models import Plan
from milestones.status.reading import plan_status
from milestones.status.rows import MilestoneStatus
from milestones.words import CONTRADICTORY
from municipalities.models import Rollout
from ozgtracker import german
from ozgtracker.ui.as_of import AsOf
from services.models import Component, Package, ServiceNeed


def stand_on(day: date) -> Stand:
    """Components, milestones and packages on that day, and what rollouts wait for (a fixed number of queries)."""
    plan = Plan.objects.current()
    components: list[Any] = list(Component.objects.as_of(day))
    packages: list[Any] = list(Package.objects.as_of(day))
    milestones = plan_status(plan, AsOf(day, day)).milestones if plan else ()
    things = [
        *(Thing(Touched.COMPONENT, one.pk, one.name, _component_words(one)) for one in components),
        *(_milestone(row) for row in milestones),
        *_packages(packages, components),
        *_live_without(components, day),
    ]
    return Stand({(thing.kind, thing.key): thing for thing in things}, dict(_waits(components, packages)))


def waiting(keys: Iterable[Key], day: date) -> dict[Key, int]:
    """How many rollouts wait for each of these: competent, not live, and in need of it (one query each)."""
    rollouts = Rollout.objects.competent().as_of(AsOf(day, day)).waiting_then()
    found: dict[Key, int] = {}
    for kind, key in keys:
        if kind is Touched.PACKAGE:
            found[kind, key] = rollouts.filter(service__package=key).count()
        elif Component.objects.filter(pk=key, is_platform=True).exists():
            found[kind, key] = rollouts.count()
        else:
            found[kind, key] = rollouts.filter(service__needs__component=key).count()
    return found


def _component_words(one: Any) -> str:
    if one.ready_then:
        return _("bereit seit %(day)s") % {"day": german.day(one.ready_then)}
    if one.forecast_then:
        return _("erwartet am %(day)s") % {"day": german.day(one.forecast_then)}
    return _("ohne Termin")


def _milestone(row: MilestoneStatus) -> Thing:
    parts = [row.date_words, row.light.label]
    if row.contradiction:
        parts.append(CONTRADICTORY.label)
    return Thing(
        Touched.MILESTONE, row.milestone.pk, row.milestone.title, ", ".join(parts), row.assessment.contradiction
    )


def _packages(packages: Iterable[Any], components: Iterable[Any]) -> Iterator[Thing]:
    """A package opens with its milestone; a component its services need may come later still."""
    needs = set(ServiceNeed.objects.values_list("service__package", "component").distinct())
    for package in packages:
        needed = [one for one in components if one.is_platform or (package.pk, one.pk) in needs]
        yield Thing(Touched.PACKAGE, package.pk, package.name, _package_words(package, needed))


def _package_words(package: Any, needed: Iterable[Any]) -> str:
    if package.ready_then:
        words = _("eröffnet am %(day)s") % {"day": german.day(package.ready_then)}
        open_still = german.listing([one.name for one in needed if not one.ready_then])
        return _("%(words)s; nicht bereit: %(names)s") % {"words": words, "names": open_still} if open_still else words
    words = _("noch nicht eröffnet, ohne Termin")
    if package.forecast_then:
        words = _("Eröffnung erwartet am %(day)s") % {"day": german.day(package.forecast_then)}
    later = [(one.forecast_then, one.name) for one in needed if not one.ready_then and one.forecast_then]
    last_on, name = max(later, default=(None, ""))
    if last_on is None or not package.forecast_then or last_on <= package.forecast_then:
        return words
    return _("%(words)s, %(name)s aber erst am %(day)s") % {"words": words, "name": name, "day": german.day(last_on)}


def _live_without(components: Sequence[Any], day: date) -> Iterator[Thing]:
    """A gate that closes again, or opened later than was said, takes nothing offline; but what is live then is live
    without what it needs."""
    live = Rollout.objects.competent().as_of(AsOf(day, day))
    gone = live.live_on_what_is_gone(day)
    ready = [(one.pk, one.slug, one.ready_then) for one in components if one.ready_then]
    early = live.live_before(ready, day)
    for one in components:
        name = _("Ausspielungen, die live sind und „%(name)s“ brauchen") % {"name": one.name}
        yield Thing(Touched.ROLLOUTS, one.pk, name, _live_words(gone.get(one, 0), early.get(one.pk, 0)))


def _live_words(gone: int, early: int) -> str:
    if gone:
        return _("%(n)s live, obwohl nicht mehr bereit") % {"n": german.number(gone)}
    return _("%(n)s live seit einem Tag davor") % {"n": german.number(early)} if early else _("keine betroffen")


def _waits(components: Iterable[Any], packages: Iterable[Any]) -> Iterator[tuple[Key, Wait]]:
    for one in components:
        name = _("Ausspielungen, die „%(name)s“ brauchen") % {"name": one.name}
        yield (Touched.COMPONENT, one.pk), Wait(name, one.forecast_then, one.ready_then is not None)
    for one in packages:
        name = _("Ausspielungen aus „%(name)s“, die noch nicht live sind") % {"name": one.name}
        yield (Touched.PACKAGE, one.pk), Wait(name, one.forecast_then, one.ready_then is not None)
