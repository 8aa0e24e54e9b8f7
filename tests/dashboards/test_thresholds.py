"""Online has two thresholds, and they are never one figure: live from Reifegrad 2, all evidence online from 3."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from municipalities.rollout_states import RolloutState as S
from tests.conftest import ClientOf
from tests.dashboards.small import Small
from tests.dashboards.walking import total_of

MARCH = date(2022, 3, 20)


def test_both_thresholds_stand_side_by_side_and_open_their_rows(
    small: Small, client_of: ClientOf, steering: User
) -> None:
    small.say(small.town, "10001", S.LIVE, MARCH, maturity=3)
    small.say(small.free, "10001", S.LIVE, MARCH, maturity=2)
    small.say(small.villages, "10001", S.LIVE, MARCH)
    client = client_of(steering)
    # No address was given with any of them.
    assert total_of(client, "/rollouts/?stand=live&nachweis=nein") == 3

    figures = {one.label: one for one in client.get("/services/10001/").context["figures"]}
    assert [(figures[label].value, figures[label].of) for label in ("Verwaltungen live", "live ab Reifegrad 3")] == [
        ("3", "3"),
        ("1", "3"),
    ]
    assert total_of(client, figures["live ab Reifegrad 3"].href) == 1
    assert total_of(client, "/rollouts/?reifegrad=2") == 2

    overview = client.get("/").context["shown"].figures
    note = next(one.note for one in overview if one.label.startswith("Leistungen live"))
    assert note.replace("\u00a0", " ").startswith("1 davon ab Reifegrad 3 · 3 ohne Nachweis · ")
