"""Nicht zuständig, nicht digitalisierbar, own solutions, live by word alone: the same on every page and table."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from accounts.models import User
from dashboards.figures.areas import places_of
from dashboards.figures.criteria import Asked, RolloutCriteria
from dashboards.figures.rollouts import find_rollouts, rollouts_on, tally
from dashboards.parts.bars import counts_bar
from municipalities.actions import answer_competence
from municipalities.component_rows import component_rows
from municipalities.coverage import Count
from municipalities.models import Rollout
from municipalities.rollout_states import RolloutState as S
from ozgtracker.findings import found
from ozgtracker.saying import say
from ozgtracker.ui.as_of import AsOf
from tests.conftest import ClientOf
from tests.dashboards.small import TOWN, Small
from tests.dashboards.walking import total_of

MARCH, JUNE = date(2022, 3, 20), date(2022, 6, 8)
ADDRESS = "https://koblenz.example/kfz"


@pytest.fixture
def said(small: Small) -> Small:
    """The town: not competent for one, the next cannot be done online, one runs elsewhere, one is live by word."""
    small.say(small.town, "10001", S.NOT_COMPETENT, JUNE, reason="Das macht der Landkreis.")
    small.say(small.town, "10003", S.NOT_DIGITISABLE, JUNE, reason="Nur persönlich möglich.")
    small.say(
        small.town, "10002", S.LIVE, JUNE, live_on=date(2021, 6, 1), maturity=3, evidence=ADDRESS, is_own_solution=True
    )
    small.say(small.town, "10004", S.LIVE, JUNE, maturity=3)
    return small


@pytest.fixture
def client(said: Small, client_of: ClientOf, ministry: User) -> Client:
    """The ministry looks at it."""
    return client_of(ministry)


def body(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def rows(client: Client, address: str) -> list[dict[str, str]]:
    text = b"".join(client.get(address).streaming_content).decode()  # type: ignore[attr-defined]  # of a StreamingHttpResponse
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_they_are_classes_of_their_own_and_never_possibly_live(said: Small, at: AsOf) -> None:
    count = tally(rollouts_on(at).filter(authority=said.town), "authority", at)[said.town.pk]

    # The unknown one needs what is not ready: it is not possibly live either.
    assert count == Count(live=2, not_competent=1, not_digitisable=1, unknown=1, barred=1)
    assert (count.share_low, count.share_high) == (0.4, 0.4)
    bar = counts_bar(count, RolloutCriteria(authority=TOWN), at, chart_id="x", title="x")
    assert [(part.label, part.count) for part in bar.parts] == [
        ("live", 2), ("nicht digitalisierbar", 1), ("nicht zuständig", 1), ("keine Meldung", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("criteria", "ids"),
    [
        (RolloutCriteria(state=S.NOT_COMPETENT), {"10001"}),
        (RolloutCriteria(state=S.NOT_DIGITISABLE), {"10003"}),
        (RolloutCriteria(asked=Asked.DISPUTED), {"10001"}),
        (RolloutCriteria(evidence="ja"), {"10002"}),
        (RolloutCriteria(evidence="nein"), {"10004"}),
    ],
)
def test_the_list_finds_them(said: Small, client: Client, at: AsOf, criteria: RolloutCriteria, ids: set[str]) -> None:
    assert set(find_rollouts(criteria, at).values_list("service__ozg_id", flat=True)) == ids
    assert total_of(client, criteria.href(at)) == len(ids)


def test_the_table_tells_them_apart(client: Client) -> None:
    found = {
        row["OZG-ID"]: (row["Stand"], row["ohne Nachweis"], row["eigene Lösung"], row["Adresse der eigenen Lösung"])
        for row in rows(client, f"/rollouts/csv/?verwaltung={TOWN}")
    }

    assert found == {
        "10001": ("nicht zuständig", "nein", "nein", ""),
        "10002": ("live", "nein", "ja", ADDRESS),
        "10003": ("nicht digitalisierbar", "nein", "nein", ""),
        "10004": ("live", "ja", "nein", ""),
        "10006": ("keine Meldung", "nein", "nein", ""),
    }
    services = {row["OZG-ID"]: row for row in rows(client, "/services/csv/")}
    assert [services["10001"][f"davon {word}"] for word in ("nicht zuständig", "nicht digitalisierbar")] == ["1", "0"]
    assert [services[ozg_id]["live ohne Nachweis"] for ozg_id in ("10002", "10004")] == ["0", "1"]
    (town,) = [row for row in rows(client, "/municipalities/csv/") if row["ARS"] == TOWN]
    assert (town["davon live"], town["live ohne Nachweis"]) == ("2", "1")


@pytest.mark.parametrize(
    "address", ["/rollouts/?stand=live", "/services/10002/", f"/municipalities/{TOWN}/", f"/rollouts/{TOWN}/10002/"]
)
def test_an_own_solution_is_marked_wherever_it_is_shown(client: Client, address: str) -> None:
    found = body(client, address)

    assert f'eigene Lösung: <a class="wrap-anywhere" href="{ADDRESS}"' in found
    assert ">koblenz.example</a>" in found


def test_what_is_live_elsewhere_is_not_told_that_it_cannot_be(client: Client) -> None:
    shown = body(client, f"/rollouts/{TOWN}/10002/")

    assert say(found("gate.own-solution")) in shown
    assert "APP" not in shown


def test_an_address_that_is_not_public_stays_where_it_is(said: Small, client: Client) -> None:
    said.say(said.town, "10004", S.LIVE, JUNE, maturity=3, evidence="https://intern.example/1")
    said.say(said.free, "10001", S.PLANNED, JUNE, evidence="https://geheim.example/1", is_own_solution=True)

    listed = body(client, "/rollouts/") + str(rows(client, "/rollouts/csv/"))
    assert [address in listed for address in ("intern.example", "geheim.example")] == [False, False]


@pytest.mark.parametrize(("address", "value"), [("/services/10004/", "1"), (f"/municipalities/{TOWN}/", "1")])
def test_live_by_word_alone_is_a_figure_beside_live(client: Client, address: str, value: str) -> None:
    context = client.get(address).context
    figures = context["figures"] if "figures" in context else context["page"].figures
    (figure,) = [one for one in figures if one.label == "live ohne Nachweis"]

    assert (figure.value, total_of(client, figure.href)) == (value, figure.count)
    assert "ohne Nachweis</span>" in body(client, address)


def test_the_page_says_whose_word_it_is(client: Client) -> None:
    shown = body(client, f"/rollouts/{TOWN}/10001/")

    assert say(found("authority.not-competent")) in shown
    assert "Wohnsitz anmelden: nicht zuständig, sagt die Verwaltung." in shown
    assert "Warum noch nicht?" not in shown
    assert f'href="/competence/{TOWN}/10001/"' in shown
    assert say(found("authority.not-digitisable")) in body(client, f"/rollouts/{TOWN}/10003/")


def test_only_what_still_has_to_go_live_on_the_platform_waits_for_it(said: Small, at: AsOf, ministry: User) -> None:
    said.say(said.free, "10001", S.PLANNED, JUNE, is_own_solution=True)
    waiting = find_rollouts(RolloutCriteria(asked=Asked.WAITING), at)

    assert waiting.count() == 7
    assert set(waiting.filter(authority=said.town).values_list("service__ozg_id", flat=True)) == {"10006"}
    assert {row.waiting for row in component_rows(ministry, at) if row.component.is_platform} == {7}


def test_the_map_says_what_there_is_no_work_for(said: Small, at: AsOf) -> None:
    places = places_of(rollouts_on(at), at)
    (town,) = [place for place in places if place.authority == said.town]

    assert town.words == "Stadt Koblenz: 2 von 5 live, 1 ohne Meldung, 1 nicht zuständig, 1 nicht digitalisierbar"
    assert town.area_class == "low"


def test_the_ministry_is_asked_until_it_has_answered(said: Small, client: Client, ministry: User) -> None:
    asked = "Eine Verwaltung sagt: nicht zuständig"
    assert asked in body(client, "/")
    assert asked not in body(client, "/?stichtag=2022-06-07")

    report = Rollout.objects.get(authority=said.town, service__ozg_id="10001").last_report
    assert report is not None
    answer_competence(by=ministry, report=report, on=date(2022, 6, 15), agrees=True)

    assert asked not in body(client, "/")
    assert "Wohnsitz anmelden: Stadt Koblenz ist nicht zuständig.</h1>" in body(client, f"/rollouts/{TOWN}/10001/")
    assert "das Ministerium hat am 15.06.2022 zugestimmt." in body(client, f"/rollouts/{TOWN}/10001/")
    assert total_of(client, f"/rollouts/?verwaltung={TOWN}") == 4
    # The day before it counted, and its page says what was known then.
    assert "zugestimmt" not in body(client, f"/rollouts/{TOWN}/10001/?stichtag=2022-06-14")
    assert total_of(client, f"/rollouts/?verwaltung={TOWN}&stichtag=2022-06-14") == 5


def test_only_the_ministry_is_led_to_an_answer(said: Small, client_of: ClientOf, auditor: User) -> None:
    assert "/competence/" not in body(client_of(auditor), f"/rollouts/{TOWN}/10001/")
