"""The chart of what moves: a row for each part, a second bar for another day, arrows from what decides."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.charts import MoveInput, MovesChart, moves_chart
from tests.charts.samples import WRITING

DAY = date(2022, 6, 15)
NOW, THEN = date(2022, 10, 28), date(2022, 12, 9)
PAY = MoveInput(code="", label="ePayment", more="LDI", href="", now_on=NOW, then_on=THEN)
PARTS = MoveInput(
    code="M2", label="Infrastruktur", more="Land", href="/m2/", now_on=NOW, then_on=THEN, driver="ePayment"
)
HANDBOOK = MoveInput(
    code="M4", label="Handbuch", more="LDI", href="/m4/", now_on=date(2022, 6, 30), then_on=date(2022, 6, 30)
)
UNDATED = MoveInput(code="M9", label="Offen", more="Land", href="", now_on=None, then_on=THEN)


def chart(*rows: MoveInput, since: date | None = None) -> MovesChart:
    """As it is drawn on 15.06.2022."""
    return moves_chart(rows, day=DAY, chart_id="x", title="x", writing=WRITING, frist=date(2022, 12, 31), since=since)


def places(path: str) -> list[tuple[float, float]]:
    """The corners of a path."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def test_what_moves_has_a_second_bar_and_what_stays_has_one() -> None:
    moved, stays = chart(PAY, HANDBOOK).rows

    assert [bool(row.below_mark) for row in (moved, stays)] == [True, False]
    assert (moved.mark_label[1], moved.below_label[1], stays.mark_label[1]) == (
        "28.10.2022",
        "09.12.2022",
        "30.06.2022",
    )
    assert float(moved.below[1]) > float(moved.bar[1])


def test_an_arrow_leads_from_what_decides_to_what_follows_on_its_day() -> None:
    drawing = chart(PAY, PARTS)
    decides, follows = drawing.rows

    line = places(follows.arrow)[:2]
    assert decides.arrow == ""
    end = float(follows.below[0]) + float(follows.below[1])
    assert [x for x, _y in line] == pytest.approx([end, end], abs=0.2)
    assert float(decides.below_top) < line[0][1] < line[1][1] < float(follows.below_top)


def test_what_has_no_day_now_has_only_the_second_mark() -> None:
    (row,) = chart(UNDATED).rows

    assert (row.mark, row.bar, bool(row.below_mark)) == ("", ("", ""), True)


def test_bars_begin_today_or_when_the_plan_began() -> None:
    today, began = chart(PAY), chart(PAY, since=date(2021, 12, 21))

    assert today.rows[0].bar[0] == today.today[0]
    assert float(began.rows[0].bar[0]) < float(began.today[0])
    assert began.months[0][1] == "Dez 21"


@given(st.lists(st.tuples(st.integers(-200, 900), st.integers(-300, 300)), min_size=1, max_size=20))
def test_every_mark_stands_within_the_drawing_and_rows_do_not_meet(given_rows: list[tuple[int, int]]) -> None:
    rows = [
        MoveInput(
            code=f"M{number}", label=f"Teil {number}", more="", href="",
            now_on=DAY + timedelta(days=days), then_on=DAY + timedelta(days=days + moved),
        )
        for number, (days, moved) in enumerate(given_rows)
    ]  # fmt: skip
    drawing = chart(*rows)

    ends = [float(row.top) for row in drawing.rows]
    assert ends == sorted(set(ends))
    for row in drawing.rows:
        for x, y in [*places(row.mark), *places(row.below_mark)]:
            assert 0 <= x <= float(drawing.width)
            assert y <= float(row.top)
