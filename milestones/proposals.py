"""What counts only once both sides have said it, and what may become of a proposal. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounts.roles import Side
from milestones.states import CLOSED_STATES, State


class ProposalKind(StrEnum):
    """What is proposed: what stands now, or another agreed date."""

    STATE = "state"
    DATE = "date"


class Verdict(StrEnum):
    """How a proposal ended: the other side confirmed or objected, or whoever made it took it back."""

    CONFIRMED = "confirmed"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"


# Land and Kommunen anchor the plan together (letter, steering); each confirms what the other proposes.
_OTHER: Mapping[Side, Side] = {Side.LAND: Side.KOMMUNEN, Side.KOMMUNEN: Side.LAND}


def other_side(side: Side) -> Side:
    """Who has to confirm what this side proposes."""
    return _OTHER[side]


@dataclass(frozen=True, slots=True)
class Word:
    """What counts for both: the state, and the day it was reached."""

    state: State
    actual_on: date | None = None


def needs_both(responsible: Side, before: Word, after: Word) -> bool:
    """Whether a report counts only with the other side: a joint milestone reached, dropped, taken back from there, or
    reached on another day. Forecasts and starting stay each side's own word."""
    if responsible is not Side.JOINT:
        return False
    if before.state != after.state:
        return not CLOSED_STATES.isdisjoint({before.state, after.state})
    return after.state is State.REACHED and before.actual_on != after.actual_on
