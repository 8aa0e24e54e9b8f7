"""What became of a body that is no more, and what one came from: history stays under the old key."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from municipalities.kinds import Succeeded
from municipalities.models import Authority, Municipality, Succession
from tests.conftest import ClientOf
from tests.dashboards.small import DISTRICT, TOWN, VILLAGES, Small

VILLAGE, OTHER_VILLAGE, GONE = "071315001001", "071315001002", "071315001003"
AFTER, BY = date(2021, 12, 31), date(2022, 5, 31)


@pytest.fixture
def changed(small: Small) -> None:
    """One village was dissolved into another, which was renamed; the Verbandsgemeinde was written otherwise."""
    rows = (
        (Succeeded.DISSOLVED, GONE, "Altdorf", VILLAGE, "Adenau", BY),
        (Succeeded.RENAMED, VILLAGE, "Adenau (Alt)", VILLAGE, "Adenau", date(2022, 1, 1)),
        (Succeeded.RESPELLED, VILLAGES, "Adennau", VILLAGES, "Adenau", BY),
    )
    for kind, old, before, new, now, by in rows:
        Succession.objects.create(
            kind=kind,
            predecessor_ars=old,
            predecessor_name=before,
            successor_ars=new,
            successor_name=now,
            after=AFTER,
            by=by,
        )


def shown(client: Client, ars: str, query: str = "") -> tuple[str, list[tuple[str, str]]]:
    """The heading, and the rows of the facts."""
    answer = client.get(f"/municipalities/{ars}/{query}")
    assert answer.status_code == 200
    page = unescape(answer.content.decode())
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    facts = re.findall(r"<div><dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd></div>", page, re.DOTALL)
    assert heading
    return heading[1], [(name, " ".join(re.sub(r"<[^>]+>", "", value).split())) for name, value in facts]


def test_a_body_that_is_gone_names_its_successor(changed: None, client_of: ClientOf, steering: User) -> None:
    client = client_of(steering)

    heading, facts = shown(client, GONE)

    assert heading == "Altdorf: aufgelöst, Nachfolgerin ist Adenau"
    span = "Auflösung zwischen 31.12.2021 und 31.05.2022; den Tag nennt die Quelle nicht"
    assert facts[-1] == ("Nachfolgerin", f"Adenau {span}")
    assert f'href="/municipalities/{VILLAGE}/"' in client.get(f"/municipalities/{GONE}/").content.decode()


def test_a_municipality_names_its_predecessors_and_former_names(
    changed: None, client_of: ClientOf, steering: User
) -> None:
    heading, facts = shown(client_of(steering), VILLAGE)

    assert heading == "Adenau: es handelt Verbandsgemeinde Adenau"
    assert facts[-2:] == [
        ("Name", "Adenau (Alt) → Adenau Umbenennung am 01.01.2022"),
        ("Vorgängerin", "Altdorf Auflösung zwischen 31.12.2021 und 31.05.2022; den Tag nennt die Quelle nicht"),
    ]


def test_an_authority_names_what_it_was_called(changed: None, client_of: ClientOf, steering: User) -> None:
    _heading, facts = shown(client_of(steering), VILLAGES)

    assert [fact for fact in facts if fact[0] == "Name"] == [
        (
            "Name",
            "Adennau → Adenau andere Schreibweise zwischen 31.12.2021 und 31.05.2022; den Tag nennt die Quelle nicht",
        )
    ]


def test_a_day_before_it_may_have_happened_knows_nothing_of_it(
    changed: None, client_of: ClientOf, steering: User
) -> None:
    client, past = client_of(steering), "?stichtag=2021-12-31"

    assert shown(client, GONE, past)[0] == "Altdorf: eine frühere Gemeinde"
    assert [name for name, _value in shown(client, VILLAGE, past)[1]] == ["Schlüssel (ARS)", "Es handelt", "Landkreis"]


def test_what_ended_keeps_its_page_and_says_until_when(changed: None, client_of: ClientOf, steering: User) -> None:
    Municipality.objects.filter(ars=OTHER_VILLAGE).update(valid_until=date(2022, 5, 31))
    Authority.objects.filter(ars=TOWN).update(valid_until=date(2022, 5, 31))
    client = client_of(steering)

    assert shown(client, OTHER_VILLAGE)[0] == "Antweiler: eine frühere Gemeinde"
    assert ("Bestand bis", "31.05.2022") in shown(client, OTHER_VILLAGE)[1]
    assert ("Bestand bis", "31.05.2022") in shown(client, TOWN)[1]
    assert shown(client, OTHER_VILLAGE, "?stichtag=2022-05-31")[0] == "Antweiler: es handelt Verbandsgemeinde Adenau"


def test_an_unknown_key_is_no_page_and_an_officer_opens_no_foreign_authority(
    changed: None, small: Small, client_of: ClientOf, officer: User
) -> None:
    client = client_of(officer)

    statuses = {ars: client.get(f"/municipalities/{ars}/").status_code for ars in ("1", TOWN, DISTRICT, VILLAGE, GONE)}

    assert statuses == {"1": 404, TOWN: 404, DISTRICT: 404, VILLAGE: 200, GONE: 200}
