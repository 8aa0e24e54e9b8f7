"""May a service go live, and if not, why not: one rule refuses and explains (letter, item 2 and 3). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.roles import SIDES, Side
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from services.readiness import readiness_code


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold before a rollout is live; the sentence says how it stands, side who owes it.

    label names the component for short lists ("wartet auf …"); empty where the condition is none. badge: the code of
    its sign while it is not met; that of a component is the one it has everywhere.
    """

    name: str
    met: bool
    sentence: str
    side: Side
    expected_on: date | None
    label: str = ""
    badge: str = "condition.open"


@dataclass(frozen=True, slots=True)
class ComponentFact:
    """A base component as it was known on a day."""

    slug: str
    name: str
    responsible: Side
    in_scope: bool
    ready_on: date | None
    forecast_on: date | None
    is_platform: bool = False


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What the rule needs to know of a service: the platform and every component it needs, if its needs are known."""

    components: tuple[ComponentFact, ...]
    needs_known: bool
    efa_land: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a service may go live on that day, and every condition with how it stands."""

    is_open: bool
    conditions: tuple[Condition, ...]

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """What is still missing."""
        return tuple(condition for condition in self.conditions if not condition.met)

    @property
    def waits_for(self) -> str:
        """Names of what is missing ("ePayment und Nutzerkonto"); empty if nothing is."""
        return german.listing([condition.label for condition in self.unmet])

    @property
    def expected_on(self) -> date | None:
        """The day the last missing condition is expected; None if open, or if one of them has no date."""
        days = [condition.expected_on for condition in self.unmet]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None


OWN_SOLUTION = Gate(
    is_open=True,
    conditions=(
        Condition(
            "own-solution",
            met=True,
            sentence="Eigene Lösung: die Plattform wird nicht gebraucht (Kommunen).",
            side=Side.KOMMUNEN,
            expected_on=None,
        ),
    ),
)
"""The gate of what runs elsewhere: neither the platform nor its components have to be ready for it."""


def check_gate(facts: GateFacts, on: date) -> Gate:
    """Open when the platform and every needed component are ready on that day and the needs are known.

    A service without known needs stays closed: unknown is not "needs nothing". EfA services have no gate of their own.
    """
    conditions = [_component(fact, on) for fact in facts.components]
    if not any(fact.is_platform for fact in facts.components):
        conditions.insert(
            0,
            Condition(
                "platform", met=False, sentence=_NO_PLATFORM, side=Side.LAND, expected_on=None, label="Plattform"
            ),
        )
    if not facts.needs_known:
        conditions.append(
            Condition("needs", met=False, sentence=_NO_NEEDS, side=Side.LAND, expected_on=None, label=_NO_NEEDS_SHORT)
        )
    if facts.efa_land:
        sentence = f"{facts.efa_land} plant die Leistung und stellt sie fortlaufend bereit (Einer für Alle)."
        conditions.append(Condition("efa", met=True, sentence=sentence, side=Side.EXTERNAL, expected_on=None))
    return Gate(all(condition.met for condition in conditions), tuple(conditions))


_NO_PLATFORM = "Die Antrags- und Prozessplattform fehlt im Katalog (Land)."
_NO_NEEDS_SHORT = "Angaben zum Bedarf"
_NO_NEEDS = "Welche Basiskomponenten die Leistung braucht, ist nicht bekannt (Land)."


def _component(fact: ComponentFact, on: date) -> Condition:
    met = fact.ready_on is not None and fact.ready_on <= on
    return Condition(
        name=fact.slug,
        met=met,
        sentence=_component_sentence(fact, on),
        side=fact.responsible,
        expected_on=None if met else fact.ready_on or fact.forecast_on,
        label=fact.name,
        badge=readiness_code(in_scope=fact.in_scope, ready_on=fact.ready_on, forecast_on=fact.forecast_on, day=on),
    )


def _component_sentence(fact: ComponentFact, on: date) -> str:
    side = SIDES[fact.responsible]
    if fact.ready_on is not None:
        since = "bereit seit" if fact.ready_on <= on else "erst bereit seit"
        return f"{fact.name}: {since} {german.day(fact.ready_on)} ({side})."
    if fact.forecast_on is None:
        place = "" if fact.in_scope else ", nicht im Umfang des Plans"
        return f"{fact.name}: noch nicht bereit ({side}, ohne Termin{place})."
    word = "erwartet" if fact.forecast_on >= on else "war erwartet am"
    return f"{fact.name}: noch nicht bereit ({side}, {word} {german.day(fact.forecast_on)})."


def own_condition(
    state: RolloutState, live_on: date | None, forecast_on: date | None, *, on: date, earliest: date | None = None
) -> Condition:
    """How the authority itself stands: the last condition, once the gate is open. Reasons stay with the authority.

    earliest: the day the gate is expected to open; an authority that announced an earlier one is told.
    """
    return Condition(
        name="authority",
        met=state is RolloutState.LIVE,
        sentence=_own_sentence(state, live_on, _announced(forecast_on, on, earliest)),
        side=Side.KOMMUNEN,
        expected_on=None if state is RolloutState.LIVE else forecast_on,
    )


def _announced(forecast_on: date | None, on: date, earliest: date | None) -> str:
    if forecast_on is None:
        return ", ohne Termin"
    if forecast_on < on:
        return f", live war erwartet am {german.day(forecast_on)}"
    words = f", live erwartet {german.day(forecast_on)}"
    return f"{words}, möglich frühestens am {german.day(earliest)}" if earliest and forecast_on < earliest else words


def _own_sentence(state: RolloutState, live_on: date | None, expected: str) -> str:
    if state is RolloutState.LIVE:
        return f"Die Leistung ist live seit {german.day(live_on)} (Kommunen)."
    words = {
        RolloutState.UNKNOWN: "Die Verwaltung hat noch nichts gemeldet (Kommunen).",
        RolloutState.PLANNED: f"Die Verwaltung hat die Ausspielung geplant (Kommunen{expected}).",
        RolloutState.IN_PROGRESS: f"Die Verwaltung arbeitet an der Ausspielung (Kommunen{expected}).",
        RolloutState.READY: f"Die Verwaltung ist bereit (Kommunen{expected}).",
        RolloutState.LATER: f"Die Verwaltung führt die Leistung bewusst später ein (Kommunen{expected}).",
        RolloutState.WITHDRAWN: f"Die Verwaltung hat die Leistung zurückgenommen (Kommunen{expected}).",
        RolloutState.NOT_COMPETENT: "Die Verwaltung sagt, dass sie nicht zuständig ist (Kommunen).",
        RolloutState.NOT_DIGITISABLE: "Die Verwaltung sagt, dass die Leistung nicht digitalisierbar ist (Kommunen).",
    }
    return words[state]
