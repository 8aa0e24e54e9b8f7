"""A list of millions, page by page: every row once, in one order, forwards and backwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from municipalities.models import Authority
from ozgtracker.ui.by_order import OrderedPage, ordered_page
from tests import factories

ORDERS = [
    ("sort_key", "ars"), ("-sort_key", "-ars"), ("valid_from", "pk"), ("-valid_from", "-pk"),
    ("-valid_from", "sort_key", "pk"), ("district__sort_key", "sort_key", "pk"),
]  # fmt: skip


def _forwards(found: Any, size: int) -> list[OrderedPage]:
    pages = [ordered_page(found, after="", before="", size=size)]
    while pages[-1].after:
        pages.append(ordered_page(found, after=pages[-1].after, before="", size=size))
    return pages


def _backwards(found: Any, size: int) -> list[OrderedPage]:
    pages = [ordered_page(found, after="", before="", size=size, is_last=True)]
    while pages[-1].before:
        pages.append(ordered_page(found, after="", before=pages[-1].before, size=size))
    return pages


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    order=st.sampled_from(ORDERS),
    size=st.integers(1, 5),
    rows=st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(0, 3)), min_size=1, max_size=9),
)
@pytest.mark.django_db
def test_every_row_stands_on_one_page_in_both_directions(
    order: tuple[str, ...], size: int, rows: list[tuple[str, int | None]]
) -> None:
    Authority.objects.update(district=None)
    Authority.objects.all().delete()
    above: Authority | None = None
    for number, (name, day) in enumerate(rows):
        since = date(2022, 1, 1) + timedelta(days=day) if day is not None else None
        above = factories.authority(
            f"0713{number:08d}", name=name, sort_key=name, valid_from=since, district=above if day else None
        )
    found = Authority.objects.select_related("district").order_by(*order)
    expected = [row.pk for row in found]

    forwards = [row.pk for page in _forwards(found, size) for row in page.object_list]
    backwards = [row.pk for page in reversed(_backwards(found, size)) for row in page.object_list]

    assert (forwards, backwards) == (expected, expected)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "word", ["unsinn", "W10", "bnVsbA", "WzFd", "eyJhIjoxfQ", "W3siZGF5IjoieCJ9LDFd", "ä", "W1tdLFtdXQ", "===="]
)
def test_nonsense_gives_the_first_page(word: str) -> None:
    first = factories.authority("071315001001", sort_key="a")
    factories.authority("071315001002", sort_key="b")
    found = Authority.objects.order_by("sort_key", "ars")

    pages = [
        ordered_page(found, after=word, before="", size=1),
        ordered_page(found, after="", before=word, size=1),
    ]

    assert [page.object_list for page in pages] == [[first], [first]]
    assert [page.before for page in pages] == ["", ""]
