"""A milestone reached on something that was taken back: contradictory, and reached still. The rule alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from milestones.light import assess
from milestones.states import State
from ozgtracker.findings import found
from tests.milestones.light_cases import BASE, DUE, ON

LACKS = (found("lack.predecessor-undated", name="A"), found("lack.component-gone", name="B"))


@pytest.mark.parametrize("state", State)
def test_what_is_reached_without_what_it_needs_is_contradictory_and_stays_reached(state: State) -> None:
    lacking = replace(BASE, state=state, actual_on=DUE if state is State.REACHED else None, lacks=LACKS)
    looked = assess(lacking, ON)

    without = found("light.reached-without", lacks=LACKS)
    assert looked.contradiction == (without if state is State.REACHED else None)
    assert looked == replace(assess(replace(lacking, lacks=()), ON), contradiction=looked.contradiction)
