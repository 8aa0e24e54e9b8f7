"""A milestone reached on something that was taken back: contradictory, and reached still. The rule alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from milestones.light import assess
from milestones.states import State
from tests.milestones.test_light import BASE, DUE, ON


@pytest.mark.parametrize("state", State)
def test_what_is_reached_without_what_it_needs_is_contradictory_and_stays_reached(state: State) -> None:
    lacking = replace(
        BASE, state=state, actual_on=DUE if state is State.REACHED else None, lacks=("„A“ ist noch nicht erreicht", "B")
    )
    found = assess(lacking, ON)

    said = "Als erreicht gemeldet, obwohl etwas fehlt: „A“ ist noch nicht erreicht; B."
    assert found.contradiction == (said if state is State.REACHED else "")
    assert found == replace(assess(replace(lacking, lacks=()), ON), contradiction=found.contradiction)
