"""Another agreed date on the pages: proposed by one side, confirmed by the other, refused at the field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from milestones.models import Plan, Proposal
from milestones.precision import Precision
from tests.confirming import send
from tests.conftest import TODAY, ClientOf, Person
from tests.milestones.reporting import Report
from tests.milestones.shown import text

PAGE = "/milestones/start-paket-2/"
ANSWER, DATE = f"{PAGE}proposal/answer/", f"{PAGE}date/"


def test_another_date_is_proposed_and_confirmed(
    plan: Plan, client_of: ClientOf, ministry: User, spokesman: User
) -> None:
    proposer, other = client_of(ministry), client_of(spokesman)
    assert DATE in proposer.get(PAGE).content.decode()
    assert "Vereinbart ist: ab 30.09.2022" in text(proposer.get(DATE))
    typed = {
        "date": "30.11.2022",
        "precision": "from_day",
        "reason_category": "contract",
        "reason": "Der Vertrag läuft erst dann.",
    }

    done = send(proposer, DATE, typed, follow=True)
    assert "Vorgeschlagen: vereinbarter Termin ab 30.11.2022" in text(done)
    assert DATE not in done.content.decode()
    told = send(other, ANSWER, {"proposal": str(Proposal.objects.get().pk), "verdict": "confirmed"}, follow=True)

    assert "Von Kommunen bestätigt: vereinbarter Termin ab 30.11.2022" in text(told)
    assert "Ursprünglich ab 30.09.2022" in text(told)
    assert "Vereinbart ab 30.11.2022" in text(told)


def test_what_another_date_does_to_the_light_is_seen_by_both_before_it_counts(
    plan: Plan, client_of: ClientOf, ministry: User, spokesman: User, report: Report
) -> None:
    report("P2", on=TODAY, forecast_on=date(2022, 10, 28), forecast_precision=Precision.FROM_DAY,
           reason="ePayment kommt später.", reason_category="dependency")  # fmt: skip
    typed = {
        "date": "20.06.2022",
        "precision": "from_day",
        "reason_category": "law",
        "reason": "So will es das Gesetz.",
    }
    expected = (plan.milestones.get(code="P2").title, "ab 28.10.2022, gefährdet", "ab 28.10.2022, kritisch")

    proposed = client_of(ministry).post(DATE, typed)
    assert expected in lines_of(proposed)
    send(client_of(ministry), DATE, typed)
    answered = client_of(spokesman).post(ANSWER, {"proposal": str(Proposal.objects.get().pk), "verdict": "confirmed"})
    assert expected in lines_of(answered)


def lines_of(shown: Any) -> list[tuple[str, str, str]]:
    """What the page says will change."""
    return [(line.name, line.before, line.after) for line in shown.context["foreseen"].lines]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"date": "01.01.2022"}, "date"),
        ({"date": "morgen"}, "date"),
        ({"reason": "\u200b"}, "reason"),
        ({"reason": "Zu spät"}, "reason"),
        ({"reason_category": ""}, "reason_category"),
        ({"precision": "none"}, "precision"),
    ],
)
def test_a_date_that_cannot_be_proposed(
    plan: Plan, client_of: ClientOf, ministry: User, values: dict[str, str], field: str
) -> None:
    typed = {
        "date": "30.11.2022",
        "precision": "from_day",
        "reason_category": "contract",
        "reason": "Der Vertrag läuft erst dann.",
    }

    answer = client_of(ministry).post(DATE, typed | values)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Proposal.objects.count() == 0


def test_only_who_speaks_for_a_side_is_offered_another_date(
    plan: Plan, client_of: ClientOf, ministry: User, operator: User, person: Person
) -> None:
    assert client_of(person(Role.ASSOCIATION)).get(DATE).status_code == 403
    assert client_of(operator).get(DATE).status_code == 404
    assert client_of(ministry).get("/milestones/infrastruktur-komplett/date/").status_code == 403
