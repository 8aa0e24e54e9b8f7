"""What is live although the component it needs was declared not ready afterwards is said where one looks for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from municipalities.rollout_states import RolloutState as S
from services.models import Delivery
from tests.conftest import ClientOf
from tests.dashboards.small import Small, deliver

MARCH, JUNE = date(2022, 3, 20), date(2022, 6, 8)


@pytest.fixture
def client(small: Small, client_of: ClientOf, ministry: User) -> Client:
    """Parken needs ePayment and is live in two places; Kfz needs none."""
    deliver("epayment", MARCH, ready_on=MARCH)
    small.say(small.town, "10003", S.LIVE, MARCH)
    small.say(small.villages, "10003", S.LIVE, MARCH)
    small.say(small.town, "10002", S.LIVE, MARCH)
    return client_of(ministry)


def attention(client: Client, query: str = "") -> list[tuple[str, str, str, str]]:
    shown: Any = client.get(f"/{query}").context["shown"]
    return [(one.title, one.side.value, one.text, one.href) for one in shown.attention if "nicht mehr" in one.title]


def test_while_it_is_ready_nothing_is_said(client: Client) -> None:
    assert attention(client) == []
    assert client.get("/packages/2/").context["undercut"] == ()


def test_overview_package_components_and_the_rollout_itself_say_it_and_open_exactly_those(client: Client) -> None:
    deliver("epayment", JUNE, forecast_on=date(2022, 8, 31), reason="Sicherheitslücke")

    words = "2 Ausspielungen sind live, obwohl ePayment nicht mehr bereit gemeldet ist."
    everywhere = "/rollouts/?stand=live&komponente=epayment"
    assert attention(client) == [("ePayment ist nicht mehr bereit", "ldi", words, everywhere)]
    found = client.get("/packages/2/").context["undercut"]
    assert [(one.sentence, one.href) for one in found] == [(words, f"{everywhere}&paket=2")]
    assert client.get("/packages/1/").context["undercut"] == ()
    for href in (everywhere, f"{everywhere}&paket=2"):
        assert client.get(href).context["listing"].total == 2
    rows = {row.component.slug: row.live_anyway for row in client.get("/components/").context["table"].data}
    assert {slug: count for slug, count in rows.items() if count} == {"epayment": 2}
    assert "2 sind live, obwohl nicht mehr bereit" in client.get("/components/").content.decode()
    why = client.get("/rollouts/071110000000/10003/").context["sentence"]
    assert why == "live seit 20.03.2022, obwohl ePayment nicht mehr bereit gemeldet ist."
    assert client.get("/rollouts/071110000000/10002/").context["sentence"] == "live seit 20.03.2022."


def test_whoever_takes_readiness_back_sees_what_stays_live_before_it_is_stored(
    client: Client, client_of: ClientOf, operator: User
) -> None:
    shown = client_of(operator).post(
        "/components/epayment/report/",
        {
            "supersedes": Delivery.objects.get(component__slug="epayment").pk,
            "forecast_on": "2022-08-31",
            "reason": "Die Sicherheitslücke ist noch offen.",
        },
    )

    lines = {line.name: (line.before, line.after) for line in shown.context["foreseen"].lines}
    live = lines["Ausspielungen, die live sind und „ePayment“ brauchen"]
    assert live == ("keine betroffen", "2 live, obwohl nicht mehr bereit")
    assert attention(client) == []


def test_whoever_moves_the_day_of_readiness_sees_what_went_live_before_it(
    client: Client, client_of: ClientOf, operator: User, small: Small
) -> None:
    small.say(small.villages, "10003", S.LIVE, date(2022, 4, 10))

    shown = client_of(operator).post(
        "/components/epayment/report/",
        {
            "supersedes": Delivery.objects.get(component__slug="epayment").pk,
            "ready_on": "2022-04-01",
            "reason": "Die Abnahme war erst im April.",
        },
    )

    lines = {line.name: (line.before, line.after) for line in shown.context["foreseen"].lines}
    live = lines["Ausspielungen, die live sind und „ePayment“ brauchen"]
    assert live == ("keine betroffen", "1 live seit einem Tag davor")


def test_the_platform_undercuts_everything_and_a_past_day_knows_nothing_of_it(client: Client) -> None:
    deliver("app", JUNE, forecast_on=date(2022, 8, 31), reason="Sicherheitslücke")

    assert attention(client)[0][2] == "3 Ausspielungen sind live, obwohl APP nicht mehr bereit gemeldet ist."
    assert attention(client, "?stichtag=2022-06-07") == []


def test_what_was_never_ready_undercuts_nothing(client: Client) -> None:
    deliver("signatur", JUNE, forecast_on=date(2022, 8, 31))

    assert attention(client) == []
