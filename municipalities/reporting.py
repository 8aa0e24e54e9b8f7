"""What a report on a rollout may say after what was said before: one rule for every way in. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypedDict

from municipalities.rollout_states import NEEDS_REASON, TRANSITIONS, WITHOUT_WORK, RolloutState, may_follow
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from ozgtracker.free_text import clean_text
from ozgtracker.plausible import refuse_far
from ozgtracker.statements.rules import WHAT_WAS_WRONG, check_correction, check_order, check_sentence
from services.reasons import NO_CATEGORY, check_change, known_category

LOWEST_LIVE_MATURITY = 2


@dataclass(frozen=True, slots=True)
class RolloutInput:
    """What somebody says about one rollout.

    is_own_solution: it runs, or will, on a platform other than the Land's; is_correction: what was said last was never
    true.
    """

    state: RolloutState
    live_on: date | None = None
    forecast_on: date | None = None
    maturity: int | None = None
    reason: str = ""
    remark: str = ""
    evidence: str = ""
    is_own_solution: bool = False
    reason_category: str = NO_CATEGORY
    is_correction: bool = False

    def columns(self) -> dict[str, Any]:
        """What of it is stored as it is; that something is corrected is known by what it corrects."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(field.name for field in fields(RolloutInput) if field.name != "is_correction")


class RolloutValues(TypedDict, total=False):
    """The same as keywords."""

    state: RolloutState
    live_on: date | None
    forecast_on: date | None
    maturity: int | None
    reason: str
    remark: str
    evidence: str
    is_own_solution: bool
    reason_category: str
    is_correction: bool


@dataclass(frozen=True, slots=True)
class Before:
    """What was said last; unknown where nobody has."""

    state: RolloutState
    live_on: date | None
    forecast_on: date | None
    said_on: date | None


def validate(before: Before, said: RolloutInput, on: date) -> RolloutInput:
    """What is stored: only what the state can have. Raises InvalidInput(field).

    Live keeps its first day unless another is given, and has no forecast; nothing else has a day of going live. Where
    nothing is under way there is neither a forecast nor a solution of one's own.
    """
    check_order(before.said_on, on)
    if said.is_correction:
        _check_correction(before, said)
    else:
        _check_transition(before, said)
    live, works = said.state is RolloutState.LIVE, said.state not in WITHOUT_WORK
    known = None if said.is_correction else before.live_on
    settled = replace(
        said,
        live_on=(said.live_on or known) if live else None,
        forecast_on=said.forecast_on if works and not live else None,
        is_own_solution=said.is_own_solution and works,
        reason=clean_text(said.reason),
        reason_category=known_category(said.reason_category),
        remark=clean_text(said.remark),
    )
    _check_days(settled, on)
    _check_maturity(settled)
    _check_own_solution(settled)
    _check_reason(before, settled)
    return settled


def _check_correction(before: Before, said: RolloutInput) -> None:
    """A correction may lead to every state, for what was said last was never true; so it says what was wrong."""
    check_correction(has_last=before.state is not RolloutState.UNKNOWN)
    if said.state is RolloutState.UNKNOWN:
        raise InvalidInput(found("rollout.what-is-right"), field="state")
    check_sentence(clean_text(said.reason), WHAT_WAS_WRONG)


def allowed_after(state: RolloutState) -> tuple[RolloutState, ...]:
    """What may be reported next, in the order of work."""
    return tuple(following for following in RolloutState if following in TRANSITIONS[state])


def lacks_evidence(state: RolloutState, maturity: int | None, evidence: str) -> bool:
    """Live by word alone: without a level of maturity, or without the address where it can be seen (letter, item 2)."""
    return state is RolloutState.LIVE and (maturity is None or not evidence)


def needs_reason(before: Before, said: RolloutInput) -> Finding | None:
    """The question why, if this report needs a reason; None where it speaks for itself.

    Any change of an announced day needs one, for the better too: whoever planned with the old one is owed it.
    """
    if said.state in NEEDS_REASON and said.state is not before.state:
        return found("rollout.why-state", state=said.state)
    if said.state is RolloutState.LIVE:
        return _another_live_day(before, said)
    return _another_day(before, said)


def _another_day(before: Before, said: RolloutInput) -> Finding | None:
    if before.forecast_on is None or said.forecast_on == before.forecast_on:
        return None
    moved = "dropped"
    if said.forecast_on is not None:
        moved = "later" if said.forecast_on > before.forecast_on else "earlier"
    return found(f"rollout.why-{moved}", day=before.forecast_on)


def _another_live_day(before: Before, said: RolloutInput) -> Finding | None:
    if before.state is not RolloutState.LIVE or before.live_on in {None, said.live_on}:
        return None
    return found("rollout.why-another-live-day", day=before.live_on)


def _check_transition(before: Before, said: RolloutInput) -> None:
    if may_follow(before.state, said.state):
        return
    refused = found("rollout.may-not-follow", before=before.state, allowed=allowed_after(before.state))
    raise InvalidInput(refused, field="state")


def _check_days(said: RolloutInput, on: date) -> None:
    refuse_far(on, live_on=said.live_on, forecast_on=said.forecast_on)
    if said.state is RolloutState.LIVE and said.live_on is None:
        raise InvalidInput(found("rollout.live-since-when"), field="live_on")
    if said.live_on is not None and said.live_on > on:
        raise InvalidInput(found("rollout.live-to-come"), field="live_on")
    if said.forecast_on is not None and said.forecast_on < on:
        raise InvalidInput(found("rollout.forecast-passed"), field="forecast_on")


def _check_maturity(said: RolloutInput) -> None:
    if said.maturity is None:
        return
    if not 0 <= said.maturity <= 4:
        raise InvalidInput(found("rollout.no-such-maturity"), field="maturity")
    if said.state is RolloutState.LIVE and said.maturity < LOWEST_LIVE_MATURITY:
        raise InvalidInput(found("rollout.live-needs-maturity", level=LOWEST_LIVE_MATURITY), field="maturity")


def _check_own_solution(said: RolloutInput) -> None:
    if said.is_own_solution and said.state is RolloutState.LIVE and not said.evidence:
        raise InvalidInput(found("rollout.own-address"), field="evidence")


def _check_reason(before: Before, said: RolloutInput) -> None:
    question = needs_reason(before, said)
    if question is None:
        return
    if question == _another_day(before, said) and not said.is_correction:
        check_change(said.reason, said.reason_category, question)
    else:
        check_sentence(said.reason, question)
