"""Changes say what changed: a state as a state, a distance only between the two dates that stand there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from dashboards.figures.plan import plan_on
from dashboards.overview.changes import agreed_changes
from milestones.models import Milestone
from milestones.states import State
from ozgtracker.ui.as_of import AsOf
from services.models import Component
from tests.conftest import ClientOf
from tests.dashboards.small import Small, deliver

MARCH, JUNE = date(2022, 3, 20), date(2022, 6, 8)
P2, M2, M4 = "start-paket-2", "infrastruktur-komplett", "betrieb-vorbereitet"


@pytest.fixture
def said(small: Small, client_of: ClientOf, ministry: User) -> Said:
    return Said(client_of(ministry))


class Said:
    """The lines of the overview about what changed since the end of May."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def about(self, what: str) -> list[tuple[str, str, str, str, str]]:
        shown: Any = self.client.get("/").context["shown"]
        return [(one.before, one.now, one.note, one.tone, one.reason) for one in shown.changes if one.what == what]


def title(slug: str) -> str:
    return Milestone.objects.get(slug=slug).title


def test_a_milestone_that_was_dropped_is_no_improvement(small: Small, said: Said) -> None:
    small.plan_says(M4, MARCH, State.STARTED, forecast_on=date(2022, 7, 29), reason="Handbuch fehlt")
    small.plan_says(M4, JUNE, State.CANCELLED, reason="Wird nicht gebraucht")

    assert said.about(title(M4)) == [("in Arbeit, 29.07.2022", "entfallen", "", "", "Wird nicht gebraucht")]


def test_another_day_since_when_a_component_is_ready_is_a_change(small: Small, said: Said) -> None:
    deliver("signatur", MARCH, ready_on=MARCH)
    deliver("signatur", JUNE, ready_on=date(2022, 6, 1), reason="Der Tag war vertippt")

    name = Component.objects.get(slug="signatur").name
    assert said.about(name) == [
        ("bereit seit 20.03.2022", "bereit seit 01.06.2022", "+50 Arbeitstage", "danger", "Der Tag war vertippt")
    ]


def test_one_that_was_put_off_says_so(small: Small, said: Said) -> None:
    small.plan_says(M4, JUNE, State.DEFERRED, reason="Erst nach der Wahl")

    assert said.about(title(M4)) == [("offen, 31.05.2022", "bewusst zurückgestellt", "", "", "Erst nach der Wahl")]


def test_one_that_was_begun_says_both_states_and_both_days(small: Small, said: Said) -> None:
    small.plan_says(M4, JUNE, State.STARTED, forecast_on=date(2022, 6, 30), reason="Entwurf liegt vor")

    assert said.about(title(M4)) == [
        ("offen, 31.05.2022", "in Arbeit, 30.06.2022", "+20 Arbeitstage", "danger", "Entwurf liegt vor")
    ]


def test_a_component_that_decides_is_the_day_of_the_milestone_and_its_reason(small: Small, said: Said) -> None:
    """The working days once were those of ePayment, the day beside them the older forecast of the milestone."""
    small.plan_says(M2, MARCH, State.STARTED)
    for slug in ("nutzerkonto", "verwaltungsportal", "signatur"):
        deliver(slug, MARCH, forecast_on=date(2022, 9, 30))
    deliver("epayment", MARCH, forecast_on=date(2022, 9, 30))
    deliver("epayment", JUNE, forecast_on=date(2022, 10, 28), reason="Vertrag verzögert")

    assert said.about(title(M2)) == [
        (
            "30.09.2022",
            "28.10.2022",
            "+19 Arbeitstage",
            "danger",
            "Bestimmt durch ePayment, erwartet 28.10.2022.",
        )
    ]
    # The component's own line is news of its own, whoever else names the same day.
    assert said.about("ePayment") == [
        ("erwartet 30.09.2022", "erwartet 28.10.2022", "+19 Arbeitstage", "danger", "Vertrag verzögert")
    ]


def test_a_reason_handed_down_is_read_once(small: Small, said: Said) -> None:
    for slug in ("epayment", "signatur"):
        deliver(slug, JUNE, forecast_on=date(2022, 9, 30), reason="Gemeldet mit dem Meilenstein „X“. Neu geplant")
    small.plan_says(P2, JUNE, State.STARTED, forecast_on=date(2022, 9, 30), reason="Neu geplant")

    assert [one[-1] for slug in ("ePayment", "Signatur") for one in said.about(slug)] == [
        "Gemeldet mit dem Meilenstein „X“."
    ] * 2


def test_a_component_that_is_no_longer_ready_says_so(small: Small, said: Said) -> None:
    deliver("app", JUNE, forecast_on=date(2022, 8, 31), reason="Sicherheitslücke")

    assert said.about("APP") == [
        ("bereit seit 15.03.2022", "nicht mehr bereit, erwartet 31.08.2022", "", "danger", "Sicherheitslücke")
    ]


# -- what both sides agreed anew


JULY, NEW_YEAR = date(2022, 7, 29), date(2022, 12, 30)
WHY = "Die Schulungen beginnen erst im Herbst."
BY_BOTH = f"Vorgeschlagen am 01.06.2022 (Land), bestätigt am 08.06.2022 (Kommunen): {WHY}"


def agree(small: Small, slug: str = P2, day: date = NEW_YEAR) -> None:
    small.agree(slug, day, proposed_on=date(2022, 6, 1), confirmed_on=JUNE, reason=WHY)


def test_a_moved_agreed_date_says_who_proposed_and_who_confirmed_it(small: Small, said: Said) -> None:
    """Delay could be agreed away: the light went green, and no line said why."""
    small.plan_says(P2, MARCH, State.STARTED, forecast_on=NEW_YEAR, reason="Es fehlt Personal.")

    agree(small)

    assert said.about(title(P2)) == [
        ("vereinbart: ab 30.09.2022", "vereinbart: 30.12.2022", "+62 Arbeitstage", "danger", BY_BOTH)
    ]


def test_where_nobody_names_another_day_it_is_told_once(small: Small, said: Said) -> None:
    agree(small)

    assert [line[:2] for line in said.about(title(P2))] == [("vereinbart: ab 30.09.2022", "vereinbart: 30.12.2022")]


def test_the_forecast_that_moved_with_it_is_a_line_of_its_own(small: Small, said: Said) -> None:
    agree(small)
    small.plan_says(P2, JUNE, State.STARTED, forecast_on=NEW_YEAR, reason="Wie vereinbart.")

    assert [line[:2] for line in said.about(title(P2))] == [
        ("vereinbart: ab 30.09.2022", "vereinbart: 30.12.2022"),
        ("offen, ab 30.09.2022", "in Arbeit, 30.12.2022"),
    ]


def test_every_agreement_in_between_is_named(small: Small, said: Said) -> None:
    small.agree(P2, JULY, proposed_on=date(2022, 6, 1), confirmed_on=date(2022, 6, 2), reason="Es geht doch früher.")
    small.agree(P2, NEW_YEAR, proposed_on=date(2022, 6, 3), confirmed_on=JUNE, reason=WHY)

    (line,) = said.about(title(P2))
    assert line[-1] == (
        "Vorgeschlagen am 01.06.2022 (Land), bestätigt am 02.06.2022 (Kommunen): Es geht doch früher. "
        f"Vorgeschlagen am 03.06.2022 (Land), bestätigt am 08.06.2022 (Kommunen): {WHY}"
    )


def test_an_earlier_agreed_date_is_no_warning(small: Small, said: Said) -> None:
    agree(small, day=JULY)

    assert [line[2:4] for line in said.about(title(P2))] == [("−45 Arbeitstage", "")]


def test_what_is_only_proposed_or_was_agreed_before_is_no_change(small: Small, said: Said) -> None:
    small.agree(P2, JULY, proposed_on=date(2022, 5, 2), confirmed_on=date(2022, 5, 31), reason=WHY)

    assert said.about(title(P2)) == []


def test_a_plan_that_was_not_agreed_then_is_no_agreement_anew(small: Small, at: AsOf) -> None:
    before, now = plan_on(at.at(date(2021, 12, 20))), plan_on(at)

    assert before is not None
    assert now is not None
    assert agreed_changes(before, now, at) == []


def test_three_agreements_cost_what_one_costs(small: Small, at: AsOf) -> None:
    def queries() -> tuple[int, int]:
        before, now = plan_on(at.at(date(2022, 5, 31))), plan_on(at)
        assert before is not None
        assert now is not None
        with CaptureQueriesContext(connection) as asked:
            found = agreed_changes(before, now, at)
        return len(found), len(asked)

    agree(small)
    assert queries() == (1, 1)
    agree(small, "konzeption-abgeschlossen")
    agree(small, "start-paket-1")
    assert queries() == (3, 1)


def test_the_table_to_take_away_has_the_line(small: Small, said: Said) -> None:
    agree(small)

    answer: Any = said.client.get("/changes/csv/")
    table = answer.getvalue().decode("utf-8-sig")

    assert (
        f"vereinbart: ab 30.09.2022;vereinbart: 30.12.2022;62 Arbeitstage später;{BY_BOTH};Land und Kommunen" in table
    )


def test_one_working_day_is_one(small: Small, said: Said) -> None:
    small.plan_says(M4, MARCH, State.STARTED, forecast_on=date(2022, 7, 28), reason="Handbuch fehlt")
    small.plan_says(M4, JUNE, State.STARTED, forecast_on=JULY, reason="Druck dauert")

    assert [line[2] for line in said.about(title(M4))] == ["+1 Arbeitstag"]
