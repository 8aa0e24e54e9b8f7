"""The lists find what one asks for, and say what they left out."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from dashboards.figures.bundles import Lacking
from municipalities.rollout_states import RolloutState
from tests.conftest import ClientOf
from tests.dashboards.small import Small


def test_the_name_of_an_ortsgemeinde_leads_to_the_administration_behind_it(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    response = client_of(ministry).get("/municipalities/?name=Antweiler")

    assert response.context["count_words"] == "0 von 4 Verwaltungen"
    served = response.context["served"].data
    assert [(row.municipality.name, row.municipality.authority.label) for row in served] == [
        ("Antweiler", "Verbandsgemeinde Adenau")
    ]
    assert "über" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", ["Landkreis Ahrweiler", "Stadt Koblenz", "Stadt Remagen", "Verbandsgemeinde Adenau"]),
        ("sortierung=einwohner", ["Stadt Koblenz", "Landkreis Ahrweiler", "Verbandsgemeinde Adenau", "Stadt Remagen"]),
        ("art=landkreis", ["Landkreis Ahrweiler"]),
        ("kreis=071310000000", ["Landkreis Ahrweiler", "Stadt Remagen", "Verbandsgemeinde Adenau"]),
        ("name=07111", ["Stadt Koblenz"]),
        ("gemeldet=nein", []),
        ("gemeldet=vollstaendig", []),
        ("gemeldet=teilweise&kreis=071310000000", ["Landkreis Ahrweiler", "Stadt Remagen", "Verbandsgemeinde Adenau"]),
        ("gemeldet=unvollstaendig&art=kreisfreie_stadt", ["Stadt Koblenz"]),
        ("paket_live=1", ["Landkreis Ahrweiler", "Stadt Koblenz"]),
        ("gebiet=high&paket=1", ["Stadt Koblenz", "Stadt Remagen", "Verbandsgemeinde Adenau"]),
        ("gebiet=full&leistung=10001", ["Stadt Koblenz"]),
        ("gebiet=none&leistung=10003", ["Verbandsgemeinde Adenau"]),
        ("gebiet=unknown&leistung=10003", ["Stadt Koblenz", "Stadt Remagen"]),
        ("gebiet=not-competent&leistung=10005&kreis=071310000000", ["Stadt Remagen", "Verbandsgemeinde Adenau"]),
        ("art=unsinn", ["Landkreis Ahrweiler", "Stadt Koblenz", "Stadt Remagen", "Verbandsgemeinde Adenau"]),
    ],
)
def test_authorities_are_found_by_what_one_asks(
    told: Small, client_of: ClientOf, ministry: User, query: str, labels: list[str]
) -> None:
    response = client_of(ministry).get(f"/municipalities/?{query}")

    assert [row.authority.label for row in response.context["listing"].rows] == labels


def test_a_kept_address_that_asks_who_has_reported_asks_for_who_has_reported_everything(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    told.say(told.free, "10003", RolloutState.PLANNED, date(2022, 6, 8))

    response = client_of(ministry).get("/municipalities/?gemeldet=ja&art=verbandsfreie_gemeinde")

    rows = response.context["listing"].rows
    assert [(row.authority.label, row.reported.count, row.total.count) for row in rows] == [("Stadt Remagen", 2, 2)]
    assert '<option value="vollstaendig" selected>vollständig</option>' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 12),
        ("stand=under-way", 1),
        ("stand=open", 10),
        ("stand=late", 1),
        ("fuer=071315001000", 5),
        ("fuer=071110000000", 5),
        ("fuer=071110000000&kreis=071310000000", 0),
        ("paket=1", 5),
        ("paket=waits_for_lza", 2),
    ],
)
def test_rollouts_are_found_by_what_one_asks(
    told: Small, client_of: ClientOf, ministry: User, query: str, found: int
) -> None:
    assert client_of(ministry).get(f"/rollouts/?{query}").context["listing"].total == found


def test_for_whom_a_list_counts_is_said_and_taken_back(told: Small, client_of: ClientOf, ministry: User) -> None:
    [chip] = client_of(ministry).get("/rollouts/?fuer=071315001000&stand=live").context["listing"].filters.narrowed

    assert (chip.label, chip.href) == ("für die Menschen in: Verbandsgemeinde Adenau", "/rollouts/?stand=live")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 6),
        ("zuordnung=1", 2),
        ("zuordnung=unknown", 1),
        ("zuordnung=waits_for_lza", 1),
        ("themenfeld=wohnen", 6),
        ("lage=umzug", 6),
        ("zustaendigkeit=nein", 1),
        ("live=ja", 2),
        ("live=nein", 4),
        ("name=parken", 1),
        ("name=10004", 1),
    ],
)
def test_services_are_found_by_what_one_asks(
    told: Small, client_of: ClientOf, ministry: User, query: str, found: int
) -> None:
    assert client_of(ministry).get(f"/services/?{query}").context["listing"].total == found


@pytest.mark.parametrize("page", ["/rollouts/", "/municipalities/", "/municipalities/?ebene=gemeinden", "/services/"])
def test_a_filter_in_place_answers_the_rows_alone(told: Small, client_of: ClientOf, ministry: User, page: str) -> None:
    client = client_of(ministry)

    part = client.get(page, headers={"HX-Request": "true", "HX-Target": "rows"}).content.decode()

    assert part.lstrip().startswith(("<section", "<div"))
    assert 'id="rows"' in part
    assert "<html" not in part
    assert 'hx-swap-oob="innerHTML"' in part
    assert "<html" in client.get(page).content.decode()


def test_nonsense_in_the_address_is_said_and_left_out(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/rollouts/?stand=unsinn&seite=xyz&sortierung=unsinn&geaendert_seit=gestern")

    assert response.context["listing"].total == 12
    html = response.content.decode()
    assert "unsinn ist keine" in html
    assert "„geaendert_seit=gestern“ in der Adresse ist nicht verständlich und wurde weggelassen." in html
    assert 'id="filter-geaendert_seit"' not in html


def test_what_a_link_narrows_beyond_the_filters_can_be_taken_back(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    page = "/rollouts/?leistung=10001&verwaltung=071110000000&geaendert_seit=2022-01-31&stand=live"

    chips = client_of(ministry).get(page).context["listing"].filters.narrowed

    assert [chip.label for chip in chips] == ["Wohnsitz anmelden", "Stadt Koblenz", "geändert seit 31.01.2022"]
    assert chips[0].href == "/rollouts/?verwaltung=071110000000&geaendert_seit=2022-01-31&stand=live"


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("paket=1", "Karte Paket 1: noch keine, alles gemeldet"),
        ("leistung=10001", "Karte Wohnsitz anmelden: nicht live"),
        ("", "Karte alle Pakete: noch keine, alles gemeldet"),
    ],
)
def test_the_class_of_a_map_is_said_and_taken_back(
    told: Small, client_of: ClientOf, ministry: User, query: str, label: str
) -> None:
    [chip] = (
        client_of(ministry)
        .get(f"/municipalities/?art=landkreis&gebiet=none&{query}")
        .context["listing"]
        .filters.narrowed
    )

    assert (chip.label, chip.href) == (label, "/municipalities/?art=landkreis")


def test_where_a_bundle_is_complete_nowhere_the_list_leads_on(told: Small, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    nowhere = client.get("/municipalities/?ebene=gemeinden&buendel=neu-zugezogen&vollstaendig=ja")
    lacking = client.get(nowhere.context["incomplete_href"])

    assert nowhere.context["listing"].rows == []
    found = {row.municipality.name: row.lacking for row in lacking.context["listing"].rows}
    assert found["Remagen"] == Lacking(missing=("Wohnsitz anmelden",))
    assert found["Koblenz"] == Lacking(missing=("Kfz zulassen",))
