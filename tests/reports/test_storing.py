"""What is frozen reads the same for ever, or says that it cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.parts.tile import Tile
from reports.issue.parts import OverdueRow
from reports.issue.storing import Unreadable, from_json, to_json

FIGURES = st.builds(
    Tile, label=st.text(), value=st.text(), count=st.integers(), of=st.text(), note=st.text(), href=st.text()
)


@dataclass(frozen=True, slots=True)
class Band:
    """Figures in a row, and whether they are meant seriously."""

    figures: tuple[Tile, ...]
    is_serious: bool


@given(st.builds(Band, st.lists(FIGURES).map(tuple), st.booleans()))
def test_it_reads_what_was_stored(band: Band) -> None:
    assert from_json(Band, json.loads(json.dumps(to_json(band)))) == band


ROW = OverdueRow("Leitfäden", "/", "31.03.2022", "30 Tage", "Land", "–")


@pytest.mark.parametrize(
    "damaged",
    [
        [],
        {},
        {**to_json(ROW), "colour": "red"},
        {name: value for name, value in to_json(ROW).items() if name != "due"},
        {**to_json(ROW), "due": None},
        {**to_json(ROW), "due": 3},
    ],
)
def test_another_shape_is_said_and_not_guessed(damaged: object) -> None:
    with pytest.raises(Unreadable):
        from_json(OverdueRow, damaged)


def test_what_came_later_is_its_default_in_an_older_issue() -> None:
    older = {
        name: value for name, value in to_json(Tile("Überfällig", "1", 1)).items() if name not in {"name", "about"}
    }

    assert from_json(Tile, older) == Tile("Überfällig", "1", 1)


def test_a_truth_value_is_no_number() -> None:
    figure = Tile("Überfällig", "1", 1)

    with pytest.raises(Unreadable):
        from_json(Tile, {**to_json(figure), "count": True})
    with pytest.raises(Unreadable):
        from_json(Band, {"figures": [to_json(figure)], "is_serious": 1})


def test_what_is_neither_word_nor_number_nor_day_cannot_be_stored() -> None:
    with pytest.raises(TypeError):
        to_json(replace(ROW, due={"2022"}))  # type: ignore[arg-type]  # on purpose


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a day, perhaps."""

    on: date | None
    share: float


@pytest.mark.parametrize("dated", [Dated(None, 0.5), Dated(date(2022, 5, 31), 1.0)])
def test_days_and_shares_come_back(dated: Dated) -> None:
    assert from_json(Dated, json.loads(json.dumps(to_json(dated)))) == dated


@pytest.mark.parametrize("on", ["31.05.2022", "", 3, [], {}])
def test_what_is_no_day_is_said(on: object) -> None:
    with pytest.raises(Unreadable):
        from_json(Dated, {"on": on, "share": 1.0})
