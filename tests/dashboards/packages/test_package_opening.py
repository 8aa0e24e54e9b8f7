"""When a package opens: what the milestone promises, and what its components say about that."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from dashboards.figures.packages import component_needs, package_figures
from milestones.states import State
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import BADGES
from tests.conftest import ClientOf
from tests.dashboards.small import Small, deliver

JUNE = date(2022, 6, 8)


@pytest.mark.parametrize(
    ("component_on", "words"),
    [
        (date(2022, 10, 1), "Eröffnung erwartet 01.10.2022"),
        (date(2022, 11, 30), "Eröffnung erwartet 01.10.2022, ePayment aber erst 30.11.2022"),
    ],
)
def test_an_opening_before_the_last_component_is_not_left_to_stand_alone(
    small: Small, at: AsOf, component_on: date, words: str
) -> None:
    deliver("epayment", JUNE, forecast_on=component_on)
    small.plan_says("start-paket-2", JUNE, State.STARTED, forecast_on=date(2022, 10, 1), reason="Wunsch der Kommunen")

    assert {one.package.number: one.opening for one in package_figures(at)}[2] == words


@pytest.mark.parametrize(
    ("forecast_on", "code", "when"),
    [
        (date(2022, 9, 30), "component.expected", "erwartet 30.09.2022"),
        (date(2022, 6, 14), "component.late", "erwartet 14.06.2022"),
        (None, "component.undated", "ohne Termin"),
    ],
)
def test_a_component_that_is_not_ready_has_one_word_everywhere(
    small: Small, at: AsOf, client_of: ClientOf, steering: User, forecast_on: date | None, code: str, when: str
) -> None:
    """It was "erwartet" in the list of components and "noch nicht bereit" on the card of its package."""
    if forecast_on:
        deliver("epayment", JUNE, forecast_on=forecast_on)

    need = next(need for need in component_needs(at, {}) if need.component.slug == "epayment")
    assert (need.word, need.when) == (BADGES[code].label, when)
    client = client_of(steering)
    listed = client.get("/components/").content.decode().split('id="component-epayment"')[1].split("</tr>")[0]
    assert f'class="sign sign--{BADGES[code].slug}"' in listed
    assert BADGES[code].label in listed
    shown = client.get("/packages/2/").context["needs"].data
    assert [one.need.word for one in shown if one.need.component.slug == "epayment"] == [BADGES[code].label]


def lza(at: AsOf) -> tuple[str, str]:
    return next((need.word, need.when) for need in component_needs(at, {}) if need.component.slug == "lza")


def test_a_component_outside_the_plan_shows_the_day_somebody_named(small: Small, at: AsOf) -> None:
    assert lza(at) == ("nicht im Umfang", "ohne Termin")

    deliver("lza", JUNE, forecast_on=date(2023, 12, 31))

    assert lza(at) == ("nicht im Umfang", "erwartet 31.12.2023")


def test_the_page_of_a_package_says_who_said_when_it_opens(small: Small, client_of: ClientOf, steering: User) -> None:
    small.plan_says("start-paket-2", JUNE, State.STARTED, forecast_on=date(2022, 10, 1), reason="Wunsch der Kommunen")

    body = client_of(steering).get("/packages/2/").content.decode()

    assert "am 08.06.2022 von A. Ministry (Land und Kommunen)" in body
