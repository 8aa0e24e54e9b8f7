"""The same said of several rollouts at once: an empty field leaves what stands in each of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from municipalities.reporting import Before, RolloutInput, validate
from municipalities.rollout_states import NEEDS_REASON, RolloutState
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
from services.reasons import NO_CATEGORY

OFFERED = (
    RolloutState.PLANNED,
    RolloutState.IN_PROGRESS,
    RolloutState.READY,
    RolloutState.LATER,
    RolloutState.NOT_COMPETENT,
    RolloutState.NOT_DIGITISABLE,
)
"""What may be said of several at once; what is live has a day and an address of its own."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall hold for all of them; None or empty: unchanged."""

    state: RolloutState | None = None
    forecast_on: date | None = None
    reason: str = ""
    reason_category: str = NO_CATEGORY


def adopt(before: Before, last: RolloutInput | None, wanted: Wanted, on: date) -> RolloutInput | None:
    """What one of them would say then; None where it says so already. Raises what validate raises.

    What was never reported needs a state. A reason that stands does not explain what changes now: validate asks anew.
    """
    state = wanted.state or (last.state if last else None)
    if state is None:
        raise InvalidInput(found("rollout.choose-state"), field="state")
    said = replace(
        last or RolloutInput(state), state=state, reason=wanted.reason, reason_category=wanted.reason_category
    )
    settled = validate(before, replace(said, forecast_on=wanted.forecast_on or said.forecast_on), on)
    if last is None:
        return settled
    adopted = settled if settled.reason else _with_kept_reason(settled, last)
    return None if replace(adopted, remark=last.remark) == last else adopted


def why_kept(last: RolloutInput, wanted: Wanted) -> Finding:
    """Why a row stays as it is although something was chosen for it."""
    if last.state is RolloutState.LIVE and wanted.forecast_on:
        return found("rollout.live-has-no-forecast")
    return found("rollout.said-already", said=what_is_said(last))


def what_is_said(said: RolloutInput) -> Finding:
    """ "geplant, live erwartet 30.09.2022"."""
    if said.forecast_on is None:
        return found("rollout.said", state=said.state)
    return found("rollout.said-with-day", state=said.state, day=said.forecast_on)


def _with_kept_reason(said: RolloutInput, last: RolloutInput) -> RolloutInput:
    """A reason for being in one state explains no other."""
    if said.state is not last.state and last.state in NEEDS_REASON:
        return replace(said, reason_category=NO_CATEGORY)
    return replace(said, reason=last.reason, reason_category=last.reason_category)
