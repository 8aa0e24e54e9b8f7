"""What authorities say about their rollouts, month by month: invented from a seed, the same for the same seed. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from demonstration.cast import OFFICERS
from demonstration.round import PACKAGE_1_OPENS, Offer, Place, Round
from demonstration.steps_back import correction, withdrawal
from milestones.deadlines import is_working_day
from municipalities.reporting import RolloutInput
from municipalities.rollout_states import RolloutState
from services.reasons import ReasonCategory

# Each month closes on this day; nobody reports on its first day, or when offices are closed.
LAST_DAY_OF_ROUND = {2: 25, 3: 25, 4: 28, 5: 25, 6: 14}

# How the 194 authorities behave. The rest reports every month without anything live yet.
NEVER_REPORT = 9
ON_STAGE = frozenset(player.body for player in OFFICERS)
STOPPED_REPORTING = 14
LIVE_IN_PACKAGE_1 = 61
# The Land's real model project of 2018 to 2021 lay in this district; here its authorities merely start first.
PILOT_DISTRICT = "071350000000"

# From first plans to the goal.
STEPS = (RolloutState.PLANNED, RolloutState.IN_PROGRESS, RolloutState.READY, RolloutState.LIVE)
# Authorities plan by quarters.
QUARTERS = (date(2022, 9, 30), date(2022, 12, 31), date(2023, 3, 31), date(2023, 6, 30), date(2023, 12, 31))
LATER_REASONS = (
    "Die Fachanwendung wird erst im kommenden Jahr abgelöst.",
    "Die Leistung wird hier nur wenige Male im Jahr beantragt.",
    "Der Vertrag für das bisherige Online-Formular läuft noch bis Ende 2022.",
    "Die Aufgabe wird gerade mit einer Nachbarverwaltung zusammengelegt.",
)
# Of what is put off, some can never be done: said with a reason, too.
NOT_COMPETENT_REASONS = (
    "Die Aufgabe hat der Landkreis übernommen.",
    "Das erledigt für uns die Nachbargemeinde nach einer Vereinbarung.",
)
NOT_DIGITISABLE_REASONS = (
    "Der Antrag verlangt das persönliche Erscheinen.",
    "Die Unterlagen müssen im Original vorgelegt werden.",
)
NOT_COMPETENT, NOT_DIGITISABLE = 0.05, 0.1
# Most of what is live says where it can be seen; a few run on a platform of their own.
SHOWN, ON_OWN_PLATFORM = 0.85, 0.04
SLIP_REASONS = (
    ("Die Schnittstelle zur Fachanwendung kommt später.", ReasonCategory.TECHNOLOGY),
    ("Die Schulung der Sachbearbeitung findet später statt.", ReasonCategory.STAFF),
    ("Die Stelle für die Einführung ist noch nicht besetzt.", ReasonCategory.STAFF),
)
REMARKS = (
    "Rückfrage beim Rechenzentrum läuft.",
    "Sachbearbeitung wird in der kommenden Woche eingewiesen.",
    "Abstimmung mit der Nachbarverwaltung steht noch aus.",
    "Link auf der Homepage ist vorbereitet.",
    "Personalrat ist beteiligt.",
)
REMARKED = 0.08


@dataclass(frozen=True, slots=True)
class PlaceProfile:
    """How an authority behaves throughout: first and last month in which it reports, and whether it goes live."""

    first: int
    last: int
    goes_live: bool = False
    is_pilot: bool = False


@dataclass(frozen=True, slots=True)
class RolloutPath:
    """What an authority does about one service: from which month, its state in each month, when it wants to be live."""

    start: int
    steps: tuple[RolloutState, ...]
    goal: date

    def step(self, month: int) -> RolloutState:
        """Where the path ends it stays."""
        return self.steps[min(month - self.start, len(self.steps) - 1)]


def rounds(places: Sequence[Place], *, seed: int, until: date) -> tuple[Round, ...]:
    """All rounds said by that day, in order. The same places, seed and day give the same rounds."""
    # What chance is named by, the story hangs on.
    profiles = _profiles(places, _random(seed, "tempers"))
    # Some services are easy for everybody, others hard: that is why some spread and others do not.
    ease = {offer.ozg_id: 0.0 for place in places for offer in place.services}
    ease |= {ozg_id: _random(seed, ozg_id).random() for ozg_id in ease}
    told = [
        one
        for place in places
        if place.ars in profiles
        for one in _of_place(place, profiles[place.ars], ease, _dice(seed, place.ars))
    ]
    told += withdrawal(told, _random(seed, "withdrawal"))
    told += correction(places, told, _random(seed, "correction"))
    return tuple(sorted((one for one in told if one.on <= until), key=lambda one: (one.on, one.ars)))


def _random(seed: int, name: str) -> random.Random:
    return random.Random(f"{seed} {name}")  # noqa: S311 - a story, not a secret


@dataclass(frozen=True, slots=True)
class Dice:
    """Chance of one authority, apart for each purpose: what one of them decides never changes another."""

    paths: random.Random
    remarks: random.Random
    words: random.Random


def _dice(seed: int, ars: str) -> Dice:
    return Dice(_random(seed, ars), _random(seed, f"{ars} remarks"), _random(seed, f"{ars} words"))


def _profiles(places: Sequence[Place], rng: random.Random) -> dict[str, PlaceProfile]:
    pilots = [place.ars for place in places if place.district == PILOT_DISTRICT]
    others = sorted({place.ars for place in places} - set(pilots))
    rng.shuffle(others)
    # Who signs in as an officer finds the June report still to be made.
    on_stage = [ars for ars in others if ars in ON_STAGE]
    others = [ars for ars in others if ars not in ON_STAGE][NEVER_REPORT:]
    silent = max(0, STOPPED_REPORTING - len(on_stage))
    stopped, others = others[:silent], others[silent:]
    waves = max(0, LIVE_IN_PACKAGE_1 - len(pilots))
    live, others = others[:waves], others[waves:]
    found = {ars: PlaceProfile(2, 6, goes_live=True, is_pilot=True) for ars in pilots}
    found |= {ars: PlaceProfile(2, 6, goes_live=True) for ars in live}
    found |= {ars: PlaceProfile(2, 5) for ars in on_stage}
    found |= {ars: PlaceProfile(rng.choice((2, 3)), rng.choice((4, 5))) for ars in stopped}
    return found | {ars: PlaceProfile(rng.choice((2, 3)), 6) for ars in others}


def _of_place(place: Place, profile: PlaceProfile, ease: Mapping[str, float], dice: Dice) -> Iterator[Round]:
    rng = dice.paths
    paths = _paths(place, profile, ease, rng)
    current: dict[str, RolloutInput] = {}
    for month in range(profile.first, profile.last + 1):
        day = rng.choice(_days(month, profile))
        said = []
        for offer, path in paths.items():
            if month < path.start:
                continue
            word = _say(path, offer, current.get(offer.ozg_id), day, rng)
            if word != current.get(offer.ozg_id):
                current[offer.ozg_id] = word
                address = f"https://service-{place.ars}.example/{offer.ozg_id}"
                said.append((offer.ozg_id, _remarked(_shown(word, address, dice.words), dice.remarks)))
        yield Round(day, place.ars, tuple(said))


def _days(month: int, profile: PlaceProfile) -> list[date]:
    """On which days the authority may report that month; what goes live in June does so before it is said."""
    first = 8 if month == PACKAGE_1_OPENS.month and profile.goes_live else 2
    days = [date(2022, month, number) for number in range(first, LAST_DAY_OF_ROUND[month] + 1)]
    return [day for day in days if is_working_day(day)]


def _paths(
    place: Place, profile: PlaceProfile, ease: Mapping[str, float], rng: random.Random
) -> dict[Offer, RolloutPath]:
    reach = {offer: (ease[offer.ozg_id] + rng.random()) / 2 for offer in place.services}
    wave = _wave(profile, reach, rng)
    return {offer: _path(offer, profile, far, rng, goes_live=offer in wave) for offer, far in reach.items()}


def _wave(profile: PlaceProfile, reach: Mapping[Offer, float], rng: random.Random) -> set[Offer]:
    """What an authority takes live first: of package 1 whatever comes easiest, and a few that others provide."""
    if not profile.goes_live:
        return set()
    easiest = sorted((offer for offer in reach if offer.package == 1), key=lambda offer: (-reach[offer], offer.ozg_id))
    number = len(easiest) * 4 // 5 if profile.is_pilot else rng.randint(4, 10)
    return {*easiest[:number], *(offer for offer in reach if offer.package == 3 and reach[offer] > 0.6)}


def _path(offer: Offer, profile: PlaceProfile, reach: float, rng: random.Random, *, goes_live: bool) -> RolloutPath:
    planned, in_progress, ready, live = STEPS
    if goes_live and profile.is_pilot:
        return RolloutPath(profile.first, STEPS[1:] if rng.random() < 0.5 else STEPS, date(2022, 5, 31))
    if goes_live:
        return RolloutPath(
            profile.first, (planned, in_progress, rng.choice((in_progress, ready)), ready, live), date(2022, 6, 30)
        )
    start = profile.first + rng.choice((0, 0, 1))
    if rng.random() < 0.06:
        start = profile.last + 1  # it never gets to this one
    if reach < 0.12:
        return RolloutPath(start, (RolloutState.LATER,), QUARTERS[-1])
    number = 1 + (reach > 0.4) + (reach > (0.8 if offer.package == 2 else 0.65))
    steps = tuple(step for step in STEPS[:number] for _month in range(rng.choice((1, 2))))
    return RolloutPath(start, steps, rng.choice(QUARTERS[:3] if offer.package == 1 else QUARTERS[1:4]))


def _say(path: RolloutPath, offer: Offer, before: RolloutInput | None, on: date, rng: random.Random) -> RolloutInput:
    step = path.step(on.month)
    if before is not None and before.state in {RolloutState.LIVE, RolloutState.LATER}:
        return before
    if step is RolloutState.LATER:
        return RolloutInput(step, reason=rng.choice(LATER_REASONS))
    if step is RolloutState.LIVE:
        went_live = _went_live(on, offer.gate_opens_on)
        if went_live is not None:
            return RolloutInput(step, live_on=went_live, maturity=rng.choice((2, 3, 3, 3)))
        step = RolloutState.READY
    if before is None or before.forecast_on is None:
        return RolloutInput(step, forecast_on=path.goal)
    later = [quarter for quarter in QUARTERS if quarter > before.forecast_on]
    if path.steps[-1] is not RolloutState.LIVE and later and rng.random() < 0.05:
        reason, category = rng.choice(SLIP_REASONS)
        return RolloutInput(step, forecast_on=later[0], reason=reason, reason_category=category)
    return before if before.state is step else RolloutInput(step, forecast_on=before.forecast_on)


def _shown(word: RolloutInput, address: str, rng: random.Random) -> RolloutInput:
    """The same word, a little more exactly: where it can be seen, or that there is nothing to put off."""
    chance = rng.random()
    if word.state is RolloutState.LIVE and chance < SHOWN:
        return replace(word, evidence=address, is_own_solution=chance < ON_OWN_PLATFORM)
    if word.state is RolloutState.LATER and chance < NOT_COMPETENT:
        return RolloutInput(RolloutState.NOT_COMPETENT, reason=rng.choice(NOT_COMPETENT_REASONS))
    if word.state is RolloutState.LATER and chance < NOT_COMPETENT + NOT_DIGITISABLE:
        return RolloutInput(RolloutState.NOT_DIGITISABLE, reason=rng.choice(NOT_DIGITISABLE_REASONS))
    return word


def _remarked(word: RolloutInput, rng: random.Random) -> RolloutInput:
    """Now and then something is noted that only the own side reads."""
    return replace(word, remark=rng.choice(REMARKS)) if rng.random() < REMARKED else word


def _went_live(on: date, gate_opens_on: date | None) -> date | None:
    """Pilots go first, all others once package 1 has opened; nobody before the gate has, and on a working day."""
    if gate_opens_on is None or gate_opens_on > on:
        return None
    day = on - timedelta(days=2)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return max(day, gate_opens_on, PACKAGE_1_OPENS if on >= PACKAGE_1_OPENS else gate_opens_on)
