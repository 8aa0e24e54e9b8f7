"""How days, figures and lists are written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker import german
from ozgtracker.sorting import sort_key


def test_it_writes_days_and_numbers() -> None:
    written = [
        german.day(date(2022, 5, 31)),
        german.day(None),
        german.number(1204),
        german.number(-1204567),
        german.number(None),
    ]

    assert written == ["31.05.2022", "–", "1.204", "-1.204.567", "–"]


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (None, "–"),
        (0, "0 %"),
        (1, "100 %"),
        (0.38, "38 %"),
        (0.034, "3,4 %"),
        (0.03, "3 %"),
        (0.1, "10 %"),
        (0.0001, "unter 0,1 %"),
        (0.9999, "99,9 %"),
        (0.995, "99,5 %"),
        (Decimal("0.125"), "13 %"),
    ],
)
def test_it_writes_shares(share: float | Decimal | None, written: str) -> None:
    assert german.percent(share) == written


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_it_never_rounds_a_share_to_all_or_none(part: int, rest: int) -> None:
    written = german.percent(Decimal(part) / (part + rest))

    assert written not in {"0 %", "100 %", "0,0 %"}
    assert re.fullmatch(r"unter 0,1 %|\d{1,2}(,\d)? %", written)


def test_it_writes_counts_of_days_and_lists() -> None:
    assert [german.days(count) for count in (0, 1, 15, 1500)] == ["0 Tage", "1 Tag", "15 Tage", "1.500 Tage"]
    assert [german.listing(parts) for parts in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A und B",
        "A, B und C",
    ]


def test_it_sorts_as_a_german_reader_expects() -> None:
    names = ["Zell", "Ärzen", "Bad Ems", "Straße 10", "Straße 2", "Aachen", "Strasse 1", "bad dürkheim"]

    assert sorted(names, key=sort_key) == [
        "Aachen", "Ärzen", "bad dürkheim", "Bad Ems", "Strasse 1", "Straße 2", "Straße 10", "Zell",
    ]  # fmt: skip


def test_it_offers_the_same_in_templates() -> None:
    shown = Template("{{ day|tag }} {{ count|zahl }} {{ share|prozent }}").render(
        Context({"day": date(2022, 5, 31), "count": 1204, "share": 0.125})
    )

    assert shown == "31.05.2022 1.204 13 %"
