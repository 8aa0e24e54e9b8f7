"""What is frozen reads the same for ever, or says that it cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.figures.figure import Figure
from milestones.models import Plan
from reports.paper.composing import compose
from reports.paper.freezing import Unreadable, freeze, thaw
from reports.paper.parts import OverdueRow, Paper

FIGURES = st.builds(
    Figure, label=st.text(), value=st.text(), count=st.integers(), of=st.text(), note=st.text(), href=st.text()
)


@dataclass(frozen=True, slots=True)
class Band:
    """Figures in a row, and whether they are meant seriously."""

    figures: tuple[Figure, ...]
    is_serious: bool


@given(st.builds(Band, st.lists(FIGURES).map(tuple), st.booleans()))
def test_it_thaws_to_what_was_frozen(band: Band) -> None:
    assert thaw(Band, json.loads(json.dumps(freeze(band)))) == band


def test_a_whole_issue_thaws_to_what_was_frozen(land: Plan) -> None:
    paper = compose(number=1, month=date(2022, 5, 1), on=date(2022, 6, 1), demonstration=True)

    assert thaw(Paper, json.loads(json.dumps(freeze(paper)))) == paper


ROW = OverdueRow("Leitfäden", "/", "31.03.2022", "30 Tage", "Land", "–")


@pytest.mark.parametrize(
    "damaged",
    [
        [],
        {},
        {**freeze(ROW), "colour": "red"},
        {name: value for name, value in freeze(ROW).items() if name != "due"},
        {**freeze(ROW), "due": None},
        {**freeze(ROW), "due": 3},
    ],
)
def test_another_shape_is_said_and_not_guessed(damaged: object) -> None:
    with pytest.raises(Unreadable):
        thaw(OverdueRow, damaged)


def test_what_came_later_is_its_default_in_an_older_issue() -> None:
    older = {
        name: value for name, value in freeze(Figure("Überfällig", "1", 1)).items() if name not in {"name", "about"}
    }

    assert thaw(Figure, older) == Figure("Überfällig", "1", 1)


def test_a_truth_value_is_no_number() -> None:
    figure = Figure("Überfällig", "1", 1)

    with pytest.raises(Unreadable):
        thaw(Figure, {**freeze(figure), "count": True})
    with pytest.raises(Unreadable):
        thaw(Band, {"figures": [freeze(figure)], "is_serious": 1})


def test_what_is_no_word_and_no_number_cannot_be_frozen() -> None:
    with pytest.raises(TypeError):
        freeze(replace(ROW, due=date(2022, 3, 31)))  # type: ignore[arg-type]  # on purpose
