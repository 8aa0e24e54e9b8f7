"""What authorities say about their rollouts, month by month: invented from a seed, the same for the same seed. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from municipalities.reporting import Said
from municipalities.rollout_states import RolloutState

MONTHS = (2, 3, 4, 5, 6)
LAST_DAY_OF_ROUND = {2: 25, 3: 25, 4: 28, 5: 25, 6: 14}
PACKAGE_1_OPENS = date(2022, 6, 7)

# How the 194 authorities behave. The rest reports every month without anything live yet.
NEVER_REPORT = 9
STOPPED_REPORTING = 14
LIVE_IN_PACKAGE_1 = 61
# The Land's real model project of 2018 to 2021 lay in this district; here its authorities merely start first.
PILOT_DISTRICT = "071350000000"

# From first plans to the goal, one step a month.
STEPS = (RolloutState.PLANNED, RolloutState.IN_PROGRESS, RolloutState.READY, RolloutState.LIVE)
LATER_REASON = "Die Fachanwendung wird erst im kommenden Jahr abgelöst."
SLIP_REASON = "Die Schnittstelle zur Fachanwendung kommt später."
WITHDRAWN_REASON = "Fehler bei der Übergabe der Anträge an die Fachanwendung; bis zur Behebung abgeschaltet."


@dataclass(frozen=True, slots=True)
class Offer:
    """A service the authority carries out: its package, if any, and from when the gate lets it go live, if known."""

    ozg_id: str
    package: int | None
    gate_opens_on: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """One authority: its key, its district's key (or its own), and its services."""

    ars: str
    district: str
    services: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What one authority says on one day; everything reported before and not named is confirmed as unchanged."""

    on: date
    ars: str
    said: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Temper:
    """How an authority behaves throughout: first and last month in which it reports, and whether it goes live."""

    first: int
    last: int
    goes_live: bool
    is_pilot: bool


def rounds(places: Sequence[Place], *, seed: int, until: date) -> tuple[Round, ...]:
    """All rounds said by that day, in order. The same places, seed and day give the same rounds."""
    tempers = _tempers(places, random.Random(f"{seed} tempers"))  # noqa: S311 - a story, not a secret
    told = [
        one
        for place in places
        if place.ars in tempers
        for one in _of_place(place, tempers[place.ars], random.Random(f"{seed} {place.ars}"))  # noqa: S311
    ]
    return tuple(sorted((one for one in told if one.on <= until), key=lambda one: (one.on, one.ars)))


def _tempers(places: Sequence[Place], rng: random.Random) -> dict[str, Temper]:
    pilots = {place.ars for place in places if place.district == PILOT_DISTRICT}
    others = sorted(place.ars for place in places if place.ars not in pilots)
    rng.shuffle(others)
    silent, others = others[:NEVER_REPORT], others[NEVER_REPORT:]
    stopped, others = others[:STOPPED_REPORTING], others[STOPPED_REPORTING:]
    live = set(others[: max(0, LIVE_IN_PACKAGE_1 - len(pilots))])
    found = {ars: Temper(2, 6, goes_live=True, is_pilot=True) for ars in pilots}
    found |= {ars: Temper(rng.choice((2, 3)), rng.choice((4, 5)), goes_live=False, is_pilot=False) for ars in stopped}
    found |= {
        ars: Temper(2 if ars in live else rng.choice((2, 3)), 6, goes_live=ars in live, is_pilot=False)
        for ars in others
    }
    return {ars: temper for ars, temper in found.items() if ars not in silent}


def _of_place(place: Place, temper: Temper, rng: random.Random) -> Iterator[Round]:
    paths = {offer: _path(offer.package, temper, rng) for offer in place.services}
    started = {offer: _start(temper, rng) for offer in paths}
    current: dict[str, Said] = {}
    for month in range(temper.first, temper.last + 1):
        day = _day(month, temper, rng)
        said = []
        for offer, path in paths.items():
            if month < started[offer]:
                continue
            step = path[min(month - started[offer], len(path) - 1)]
            word = _say(step, offer, current.get(offer.ozg_id), day, rng)
            if word != current.get(offer.ozg_id):
                current[offer.ozg_id] = word
                said.append((offer.ozg_id, word))
        yield Round(day, place.ars, tuple(said))
    if temper.is_pilot and (mishap := _withdrawal(place, current, rng)):
        yield mishap


def _day(month: int, temper: Temper, rng: random.Random) -> date:
    if month == 6 and temper.goes_live:
        return date(2022, 6, rng.randint(8, LAST_DAY_OF_ROUND[6]))
    return date(2022, month, rng.randint(2, LAST_DAY_OF_ROUND[month]))


def _start(temper: Temper, rng: random.Random) -> int:
    """The month in which the authority first says something about a service; some it never gets to."""
    if temper.goes_live:
        return temper.first
    return rng.choice((temper.first, temper.first, temper.first + 1, 99 if rng.random() < 0.3 else temper.first + 1))


def _path(number: int | None, temper: Temper, rng: random.Random) -> tuple[RolloutState, ...]:
    """The states a service passes, one a month; where the way ends it stays."""
    chance = rng.random()
    if chance < 0.04:
        return (RolloutState.LATER,)
    if number == 1 and temper.is_pilot:
        return STEPS[1:] if chance < 0.5 else STEPS
    if number == 1 and temper.goes_live:
        return (*STEPS[:3], RolloutState.READY, RolloutState.LIVE) if chance < 0.75 else STEPS[:2]
    if number == 3 and temper.goes_live and chance < 0.2:
        return (*STEPS[:3], RolloutState.READY, RolloutState.LIVE)
    if number == 2:
        return STEPS[: rng.choice((1, 2, 2, 3))]
    return STEPS[: rng.choice((1, 1, 2, 3))]


def _say(step: RolloutState, offer: Offer, before: Said | None, on: date, rng: random.Random) -> Said:
    if before is not None and before.state is RolloutState.LIVE:
        return before
    if step is RolloutState.LIVE:
        went_live = _went_live(on, offer.gate_opens_on)
        if went_live is not None:
            return Said(step, live_on=went_live, maturity=rng.choice((2, 3, 3, 3)))
        step = RolloutState.READY
    if step is RolloutState.LATER:
        return before or Said(step, reason=LATER_REASON)
    if before is None:
        return Said(step, forecast_on=date(2022, 9, 1) + timedelta(days=rng.randint(0, 240)))
    if before.forecast_on is not None and rng.random() < 0.05:
        return Said(step, forecast_on=before.forecast_on + timedelta(days=rng.randint(14, 90)), reason=SLIP_REASON)
    return before if before.state is step else Said(step, forecast_on=before.forecast_on)


def _went_live(on: date, gate_opens_on: date | None) -> date | None:
    """Pilots go first, all others once package 1 has opened; nobody before the gate has."""
    if gate_opens_on is None or gate_opens_on > on:
        return None
    return max(on - timedelta(days=2), gate_opens_on, PACKAGE_1_OPENS if on >= PACKAGE_1_OPENS else gate_opens_on)


def _withdrawal(place: Place, current: dict[str, Said], rng: random.Random) -> Round | None:
    live = sorted(ozg_id for ozg_id, said in current.items() if said.state is RolloutState.LIVE)
    if not live:
        return None
    word = Said(RolloutState.WITHDRAWN, reason=WITHDRAWN_REASON)
    return Round(date(2022, 6, 15), place.ars, ((rng.choice(live), word),))
