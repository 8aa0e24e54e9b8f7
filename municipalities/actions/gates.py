"""Nothing goes live on the platform before it and every component it needs are ready (letter, item 2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from municipalities.eligibility import Gate, check_gate
from municipalities.gate_queries import gate_facts
from municipalities.models import Rollout
from municipalities.reporting import RolloutInput
from municipalities.rollout_states import RolloutState
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.findings import found


def check_gates(lines: Iterable[tuple[Rollout, RolloutInput]], on: date) -> None:
    """Each line is the current row and what is said of it. Raises Blocked(conditions), or InvalidInput("live_on")."""
    asked = [(row, said) for row, said in lines if _asks_the_gate(row, said)]
    if not asked:
        return
    facts = gate_facts([row.service for row, _said in asked], on)
    for row, said in asked:
        gate = check_gate(facts[row.service_id], _since(row, said, on))
        if not gate.is_open:
            raise _refusal(row, said, gate, may_go_live=check_gate(facts[row.service_id], on).is_open)


def _asks_the_gate(row: Rollout, said: RolloutInput) -> bool:
    """What goes live on the platform, is said to have been live on another day, or moves there from an own solution."""
    if said.state is not RolloutState.LIVE or said.is_own_solution:
        return False
    return row.state != RolloutState.LIVE or row.is_own_solution or said.live_on != row.live_on


def _since(row: Rollout, said: RolloutInput, on: date) -> date:
    """The day from which it runs on the platform: what was live elsewhere before keeps its first day."""
    is_moving = row.state == RolloutState.LIVE and row.is_own_solution and said.live_on == row.live_on
    return on if is_moving or said.live_on is None else said.live_on


def _refusal(row: Rollout, said: RolloutInput, gate: Gate, *, may_go_live: bool) -> Blocked | InvalidInput:
    unmet = tuple(condition.finding for condition in gate.unmet)
    if may_go_live:
        # It may be live today: what is wrong is the day, and that is the field to correct.
        return InvalidInput(found("rollout.not-live-then", day=said.live_on, unmet=unmet), field="live_on")
    return Blocked(found("rollout.not-live-yet", service=row.service.name), conditions=unmet)
