"""What a report on a rollout may say after what was said before: one rule for every way in. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from municipalities.rollout_states import STATES, TRANSITIONS, RolloutState, may_follow
from ozgtracker import german
from ozgtracker.errors import InvalidInput
from ozgtracker.free_text import says_something
from ozgtracker.plausible import refuse_far

LOWEST_LIVE_MATURITY = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says about one rollout; is_correction: what was said last was never true."""

    state: RolloutState
    live_on: date | None = None
    forecast_on: date | None = None
    maturity: int | None = None
    reason: str = ""
    remark: str = ""
    evidence: str = ""
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What was said last; unknown where nobody has."""

    state: RolloutState
    live_on: date | None
    forecast_on: date | None
    said_on: date | None


def settle(before: Before, said: Said, on: date) -> Said:
    """What is stored: only what the state can have. Raises InvalidInput(field) with the sentence for that field.

    Live keeps its first day unless another is given, and has no forecast; nothing else has a day of going live.
    """
    if before.said_on is not None and on < before.said_on:
        raise InvalidInput(f"Zum {german.day(before.said_on)} liegt schon eine spätere Meldung vor.")
    if said.is_correction:
        _check_correction(before, said)
    else:
        _check_transition(before, said)
    live = said.state is RolloutState.LIVE
    settled = replace(
        said,
        live_on=(said.live_on or (None if said.is_correction else before.live_on)) if live else None,
        forecast_on=None if live else said.forecast_on,
        reason=said.reason.strip(),
        remark=said.remark.strip(),
    )
    _check_days(settled, on)
    _check_maturity(settled)
    _check_reason(before, settled)
    return settled


def _check_correction(before: Before, said: Said) -> None:
    """A correction may lead to every state, for what was said last was never true; so it says what was wrong."""
    if before.state is RolloutState.UNKNOWN:
        raise InvalidInput("Noch gibt es keine Meldung, die zu berichtigen wäre.", field="is_correction")
    if said.state is RolloutState.UNKNOWN:
        raise InvalidInput("Bitte sagen Sie, was stattdessen richtig ist.", field="state")
    if not says_something(said.reason):
        raise InvalidInput("Was war falsch? Bitte begründen Sie die Berichtigung in einem Satz.", field="reason")


def allowed_after(state: RolloutState) -> tuple[RolloutState, ...]:
    """What may be reported next, in the order of work."""
    return tuple(following for following in RolloutState if following in TRANSITIONS[state])


def _check_transition(before: Before, said: Said) -> None:
    if may_follow(before.state, said.state):
        return
    allowed = german.listing([f"„{STATES[state].label}“" for state in allowed_after(before.state)])
    raise InvalidInput(f"Auf „{STATES[before.state].label}“ kann nur {allowed} folgen.", field="state")


def _check_days(said: Said, on: date) -> None:
    refuse_far(on, live_on=said.live_on, forecast_on=said.forecast_on)
    if said.state is RolloutState.LIVE and said.live_on is None:
        raise InvalidInput("Seit wann ist die Leistung live?", field="live_on")
    if said.live_on is not None and said.live_on > on:
        raise InvalidInput("„Live seit“ kann nicht in der Zukunft liegen.", field="live_on")
    if said.forecast_on is not None and said.forecast_on < on:
        raise InvalidInput(
            "Der erwartete Termin liegt in der Vergangenheit. Bitte nennen Sie einen neuen.", field="forecast_on"
        )


def _check_maturity(said: Said) -> None:
    if said.maturity is None:
        return
    if not 0 <= said.maturity <= 4:
        raise InvalidInput("Der Reifegrad liegt zwischen 0 und 4.", field="maturity")
    if said.state is RolloutState.LIVE and said.maturity < LOWEST_LIVE_MATURITY:
        raise InvalidInput("Was live ist, hat mindestens Reifegrad 2.", field="maturity")


def _check_reason(before: Before, said: Said) -> None:
    if said.reason:
        return
    if STATES[said.state].needs_reason and said.state is not before.state:
        raise InvalidInput(f"Bitte begründen Sie „{STATES[said.state].label}“.", field="reason")
    if before.state is said.state is RolloutState.LIVE and before.live_on not in (None, said.live_on):
        raise InvalidInput(
            f"Bisher hieß es „live seit {german.day(before.live_on)}“. Bitte begründen Sie die Berichtigung.",
            field="reason",
        )
    if before.forecast_on is not None and said.forecast_on is not None and said.forecast_on > before.forecast_on:
        raise InvalidInput(
            f"Der Termin verschiebt sich (bisher {german.day(before.forecast_on)}). Bitte begründen Sie es.",
            field="reason",
        )
