"""Filters say what they do not understand; a list shows one page of what they find."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from django_htmx.middleware import HtmxDetails
from pytest_django import DjangoAssertNumQueries

from accounts.models import User, UserQuerySet
from ozgtracker.ui.columns import Column
from ozgtracker.ui.filters import Choice, Choices, Day, FilterSet, Key, Number, Words
from ozgtracker.ui.listing import Listing
from ozgtracker.ui.requests import Request
from ozgtracker.ui.tables import Table


class NumberFilter(FilterSet):
    """Narrows a list of numbers."""

    teiler = Number("Teiler", asks=lambda found, number: [one for one in found if one % number == 0])
    art = Choice("Art", [("1", "u")], method="of_kind")
    ab = Key("", r"^\d{2}$", asks=lambda found, key: [one for one in found if one >= int(key)])
    am = Day("Am", asks=lambda found, day: found[: day.day])

    def of_kind(self, found: list[int], name: str, value: str) -> list[int]:
        """Odd ones."""
        return [one for one in found if one % 2 == int(value)]


class NumberTable(Table):
    """A column of them."""

    nothing = "Keine Zahl."
    number = Column("Zahl", lambda number: number)


def asked(query: str, **headers: str) -> Request:
    """A request for a list."""
    request = cast("Request", RequestFactory().get(f"/zahlen/?{query}", headers=headers))
    request.htmx = HtmxDetails(request)
    return request


def found(query: str) -> NumberFilter:
    return NumberFilter(asked(query), list(range(1, 31)))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", list(range(1, 31))),
        ("teiler=10", [10, 20, 30]),
        ("teiler=5&art=1", [5, 15, 25]),
        ("teiler=10&ab=11", [20, 30]),
        ("teiler=10&am=2022-01-02&art=", [10, 20]),
        ("am=03.01.2022", [1, 2, 3]),
        ("teiler=&art=&ab=", list(range(1, 31))),
    ],
)
def test_a_filter_keeps_what_the_address_asks_for(query: str, numbers: list[int]) -> None:
    assert list(found(query).found) == numbers


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("teiler=viele", {"teiler": ["Bitte eine ganze Zahl eingeben."]}),
        ("teiler=0", {"teiler": ["Dieser Wert muss größer oder gleich 1 sein."]}),
        ("art=7", {"art": ["Bitte eine gültige Auswahl treffen. 7 ist keine gültige Auswahl."]}),
        ("am=gestern", {"am": ["Bitte ein gültiges Datum eingeben."]}),
        ("ab=x&teiler=2", {"ab": ["Bitte einen gültigen Wert eingeben."]}),
    ],
)
def test_what_it_does_not_understand_is_said_at_its_field_kept_and_left_out(
    query: str, errors: dict[str, list[str]]
) -> None:
    filters = found(query)

    assert filters.errors == errors
    (name,) = errors
    assert filters.form[name].value() == filters.data[name]
    rest = query.partition("&")[2]
    assert list(filters.found) == list(found(rest).found)


def test_what_no_field_shows_is_said_below_the_fields_as_it_was_typed() -> None:
    assert [found(query).left_out for query in ("ab=x", "ab=12", "art=7")] == [["ab=x"], [], []]


def test_what_a_link_asks_for_is_a_chip_and_can_be_taken_back() -> None:
    filters = found("ab=11&teiler=2&seite=3&vor=7")

    assert [(chip.label, chip.href) for chip in filters.narrowed] == [("11", "/zahlen/?teiler=2")]
    assert found("teiler=2").narrowed == []


@pytest.mark.parametrize(("query", "is_set"), [("", False), ("seite=2", False), ("art=7", False), ("teiler=2", True)])
def test_it_knows_whether_anything_narrows_the_list(query: str, is_set: bool) -> None:
    assert found(query).is_set is is_set


class PeopleFilter(FilterSet):
    """Asks the methods of a query set."""

    q = Words("Name", asks=UserQuerySet.search)
    name = Choice("Name")

    def late_choices(self) -> dict[str, Choices]:
        """Everybody."""
        return {"name": list(User.objects.values_list("name", "name"))}


@pytest.mark.django_db
def test_choices_that_stand_in_the_database_are_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    User.objects.bulk_create(
        User(email=f"{name.lower()}@x.example", name=name, role="auditor") for name in ("Ada", "Bea")
    )

    with django_assert_num_queries(1):
        filters = PeopleFilter(asked("q=demo&name=Bea"), User.objects.all())
        assert filters.errors == {}
        assert list(filters.form.fields["name"].choices) == [("", "alle"), ("Ada", "Ada"), ("Bea", "Bea")]
    assert [one.name for one in PeopleFilter(asked("q=bea"), User.objects.all()).found] == ["Bea"]
    assert "auditor" in str(PeopleFilter(asked("name=Bea"), User.objects.filter(role="auditor")).found.query)


def shown(query: str, **headers: str) -> Any:
    return Listing(asked(query, **headers), NumberTable, found(query), per_page=12)


@pytest.mark.parametrize(
    ("page", "numbers"), [("", (1, 12)), ("3", (25, 30)), ("99", (25, 30)), ("unsinn", (1, 12)), ("-1", (25, 30))]
)
def test_it_shows_the_page_asked_for(page: str, numbers: tuple[int, int]) -> None:
    listing = shown(f"seite={page}")

    assert (listing.rows[0], listing.rows[-1], listing.total) == (*numbers, 30)


def test_a_spreadsheet_takes_all_pages() -> None:
    assert list(shown("teiler=2&seite=2").sheet().lines) == [(number,) for number in range(2, 31, 2)]


@pytest.mark.parametrize(
    ("headers", "is_part"),
    [
        ({}, False),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Target": "rows"}, True),
        ({"HX-Request": "true", "HX-Target": "milestone-x"}, False),
        ({"HX-Request": "true", "HX-Target": "rows", "HX-Boosted": "true"}, False),
    ],
)
def test_htmx_gets_the_rows_alone_where_they_stand(headers: dict[str, str], is_part: bool) -> None:
    assert shown("", **headers).is_part is is_part


def test_the_address_is_kept_by_nobody_else() -> None:
    """Two requests share no filters."""
    first = found("teiler=10")

    assert (list(found("").found) == list(range(1, 31)), list(first.found)) == (True, [10, 20, 30])
    assert isinstance(first.data, MultiValueDict)
