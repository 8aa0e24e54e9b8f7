from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests import factories
from tests.conftest import ClientOf
from tests.dashboards.small import Small, more_authorities, more_services
from tests.dashboards.walking import counted_links, total_of

MARCH, JUNE = date(2022, 3, 20), date(2022, 6, 8)
PAGES = (
    "/",
    "/packages/",
    "/packages/1/",
    "/packages/2/",
    "/packages/3/",
    "/services/",
    "/services/10001/",
    "/services/10005/",
    "/municipalities/",
    "/municipalities/?ebene=gemeinden",
    "/municipalities/?ebene=gemeinden&buendel=neu-zugezogen&vollstaendig=nein",
    "/municipalities/071315001000/",
    "/rollouts/",
    "/rollouts/071315001000/10001/",
)


def _reader(role: Role, told: Small) -> User:
    """Somebody of this role; the officer speaks for the Verbandsgemeinde Adenau only."""
    user = factories.person(role)
    if role is Role.AUTHORITY:
        factories.mandate(user, told.villages)
    if role is Role.ASSOCIATION:
        factories.mandate(user, factories.association(members=(told.villages,)))
    return user


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "day"), [*((role, "") for role in Role), (Role.MINISTRY, "2022-05-10"), (Role.AUTHORITY, "2022-05-10")]
)
def test_every_figure_opens_exactly_the_rows_it_counts(told: Small, client_of: ClientOf, role: Role, day: str) -> None:
    client = client_of(_reader(role, told))
    walked: dict[str, int] = {}

    for page in PAGES:
        joint = "&" if "?" in page else "?"
        response = client.get(page + (f"{joint}stichtag={day}" if day else ""))
        assert response.status_code == 200, page
        walked |= counted_links(response)

    assert len(walked) > 25
    assert all(("stichtag=2022-05-10" in href) == bool(day) for href in walked)
    assert {href: total_of(client, href) for href in walked} == walked


def test_the_overview_answers_first(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/")

    shown = response.context["shown"]
    assert shown.sentence_text == (
        "0 von 7 Meilensteinen sind erreicht, 5 sind überfällig. Paket\u00a01 ist in 2 von 4 Verwaltungen angelaufen; "
        "für 100\u00a0% der Menschen ist mindestens eine Leistung daraus online."
    )
    assert [figure.label for figure in shown.figures] == [
        "Meilensteine erreicht",
        "Überfällig",
        "Leistungen live, je Verwaltung gezählt",
        "„Neu zugezogen“ vollständig online",
        "Im Juni gemeldet",
    ]
    assert [(figure.value, figure.of) for figure in shown.figures] == [
        ("0", "7"),
        ("5", ""),
        ("2", "12"),
        ("0 %", ""),
        ("4", "4"),
    ]


def test_the_overview_without_a_plan_says_so(client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/")

    assert response.status_code == 200
    assert response.context["shown"].sentence_text == "Es ist noch kein Plan geladen. "
    assert "Es ist noch kein Plan geladen." in response.content.decode()


def test_attention_names_side_reason_and_what_waits(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/?seite_von=land")

    found = {one.title: one for one in response.context["attention"]}
    assert set(found) == {"Nutzerkonto", "Verwaltungsportal", "Technische Infrastruktur vollständig (ohne LZA)"} - {
        "Nutzerkonto",
        "Verwaltungsportal",
    }
    (late,) = found.values()
    assert late.look.slug == "yellow"
    assert late.text.startswith("Erwartet am 28.10.2022, 28 Tage nach dem vereinbarten Termin")
    assert late.text.endswith("Davon hängt ab: Paket\u00a02.")


def test_changes_compare_two_days_say_why_and_leave_out_what_only_follows(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    shown = client_of(ministry).get("/").context["shown"]

    assert shown.compared == date(2022, 5, 31)
    assert [(one.what, one.before, one.now, one.note, one.reason, one.side) for one in shown.changes] == [
        (
            "Technische Infrastruktur vollständig (ohne LZA)",
            "30.09.2022",
            "28.10.2022",
            "+19 Arbeitstage",
            "ePayment",
            "Land",
        ),
        ("Signatur", "erwartet 30.09.2022", "erwartet 14.09.2022", "−12 Arbeitstage", "Früher fertig", "LDI"),
        ("Paket 1, Ausspielungen live", "2", "2", "", "1 neu live, 1 zurückgenommen", "Kommunen"),
    ]


def test_changes_compare_with_the_day_asked_for_and_refuse_a_later_one(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    client = client_of(ministry)

    assert client.get("/?vergleich=2022-01-31").context["shown"].compared == date(2022, 1, 31)
    later = client.get("/?vergleich=2022-07-01")
    assert later.context["shown"].compared == date(2022, 5, 31)
    assert "Der Vergleichstag muss vor dem Stichtag liegen." in later.content.decode()


def test_an_officer_sees_no_page_link_or_word_of_a_foreign_authority(told: Small, client_of: ClientOf) -> None:
    client = client_of(_reader(Role.AUTHORITY, told))

    assert client.get("/municipalities/071110000000/").status_code == 404
    assert client.get("/rollouts/071110000000/10001/").status_code == 404
    assert client.get("/municipalities/071315001000/").status_code == 200
    for page in ("/", "/municipalities/", "/rollouts/", "/services/10003/", "/municipalities/?ebene=gemeinden"):
        html = client.get(page).content.decode()
        assert "/municipalities/071110000000/" not in html, page
        assert "/rollouts/071110000000/" not in html, page
        assert "streng vertraulich" not in html, page
        assert "Umbau im Rathaus" not in html, page


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.MINISTRY, True),
        (Role.AUDITOR, True),
        (Role.ASSOCIATION, True),
        (Role.AUTHORITY, True),
        (Role.STEERING, False),
        (Role.OPERATOR, False),
        (Role.ADMIN, False),
    ],
)
def test_remarks_are_for_the_own_side(told: Small, client_of: ClientOf, role: Role, sees: bool) -> None:
    client = client_of(_reader(role, told))

    for page in ("/municipalities/071315001000/", "/rollouts/071315001000/10003/"):
        assert ("streng vertraulich" in client.get(page).content.decode()) is sees, page


def test_why_not_yet_names_the_component_and_the_authority(told: Small, client_of: ClientOf, ministry: User) -> None:
    page = client_of(ministry).get("/rollouts/071315001000/10003/").context["page"]

    assert [condition.sentence for condition in page.unmet] == [
        "ePayment ist noch nicht bereit (LDI, erwartet 28.10.2022).",
        "Die Verwaltung führt die Leistung bewusst später ein (Kommunen, ohne Termin).",
    ]


def test_a_live_rollout_shows_since_when_and_its_evidence(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/rollouts/071310000000/10002/")

    assert response.context["sentence"] == "live seit 08.06.2022."
    assert "https://kreis.example/kfz" in response.content.decode()


def test_the_own_officer_is_led_to_the_report_but_not_from_the_past(told: Small, client_of: ClientOf) -> None:
    client = client_of(_reader(Role.AUTHORITY, told))
    page = "/municipalities/071315001000/"

    assert client.get(page).context["report_href"] == "/report/?ars=071315001000"
    assert client.get(page + "?stichtag=2022-06-01").context["report_href"] == ""
    why = "/rollouts/071315001000/10001/"
    assert client.get(why).context["report_href"] == "/report/071315001000/10001/"
    assert client.get(why + "?stichtag=2022-06-01").context["report_href"] == ""


@pytest.mark.parametrize("role", [Role.MINISTRY, Role.ADMIN])
def test_who_appoints_finds_the_form(told: Small, client_of: ClientOf, role: Role) -> None:
    client = client_of(_reader(role, told))

    assert reverse("appoint", args=["071315001000"]) in client.get("/municipalities/071315001000/").content.decode()
    assert "appoint" not in client.get("/municipalities/071315001000/?stichtag=2022-06-01").content.decode()


def test_the_name_of_an_ortsgemeinde_leads_to_the_administration_behind_it(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    response = client_of(ministry).get("/municipalities/?name=Antweiler")

    assert response.context["count_words"] == "0 von 4 Verwaltungen"
    assert [(row.municipality.name, row.municipality.authority.label) for row in response.context["served"]] == [
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
        ("paket_live=1", ["Landkreis Ahrweiler", "Stadt Koblenz"]),
        ("art=unsinn", ["Landkreis Ahrweiler", "Stadt Koblenz", "Stadt Remagen", "Verbandsgemeinde Adenau"]),
    ],
)
def test_authorities_are_found_by_what_one_asks(
    told: Small, client_of: ClientOf, ministry: User, query: str, labels: list[str]
) -> None:
    response = client_of(ministry).get(f"/municipalities/?{query}")

    assert [row.authority.label for row in response.context["rows"]] == labels


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
    assert client_of(ministry).get(f"/services/?{query}").context["page"].paginator.count == found


def test_a_service_page_gives_coverage_reach_and_span_with_their_denominators(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    response = client_of(ministry).get("/services/10003/")

    shown = response.context["shown"]
    assert [(figure.value, figure.of, figure.note) for figure in response.context["figures"]] == [
        ("0", "3", "Spanne 0 % bis 67 % · nirgends live"),
        ("0 %", "", "0 von 130.000 · Spanne 0 % bis 85 %"),
        ("2", "3", ""),
    ]
    assert [one.need.component.slug for one in shown.needs] == ["app", "epayment"]


def test_a_service_nobody_is_competent_for_has_no_rate(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/services/10005/")

    assert response.context["figures"] == ()
    assert response.context["sentence"] == "Für diese Leistung ist keine Zuständigkeit bekannt."


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

    assert response.context["page"].paginator.count == 12
    assert "unsinn" in response.content.decode()


@pytest.mark.parametrize(
    "missing", ["/packages/9/", "/services/99999/", "/municipalities/000000000000/", "/rollouts/071110000000/99999/"]
)
def test_what_does_not_exist_is_not_found(told: Small, client_of: ClientOf, ministry: User, missing: str) -> None:
    assert client_of(ministry).get(missing).status_code == 404


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)


@pytest.mark.parametrize("page", PAGES)
def test_more_rows_cost_no_more_queries(told: Small, client_of: ClientOf, page: str) -> None:
    client = client_of(_reader(Role.AUTHORITY, told))
    before = _queries(client, page)

    more_services(3)
    more_authorities(3)

    assert _queries(client, page) == before


def test_where_a_bundle_is_complete_nowhere_the_list_leads_on(told: Small, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    nowhere = client.get("/municipalities/?ebene=gemeinden&buendel=neu-zugezogen&vollstaendig=ja")
    lacking = client.get(nowhere.context["incomplete_href"])

    assert nowhere.context["rows"] == []
    assert {row.municipality.name: row.missing for row in lacking.context["rows"]}["Remagen"] == ("Wohnsitz anmelden",)


def test_what_a_link_narrows_beyond_the_filters_can_be_taken_back(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    page = "/rollouts/?leistung=10001&verwaltung=071110000000&geaendert_seit=2022-01-31&stand=live"

    chips = client_of(ministry).get(page).context["narrowed"]

    assert [chip.label for chip in chips] == ["Wohnsitz anmelden", "Stadt Koblenz", "geändert seit 31.01.2022"]
    assert chips[0].href == "/rollouts/?verwaltung=071110000000&geaendert_seit=2022-01-31&stand=live"


def test_a_component_nobody_promises_needs_attention(small: Small, client_of: ClientOf, ministry: User) -> None:
    found = {one.title: one for one in client_of(ministry).get("/").context["attention"]}

    assert found["ePayment"].text == (
        "Noch nicht bereit, und es gibt keine Prognose. Paket 2 wartet darauf mit einer Leistung."
    )
    assert found["4 Verwaltungen ohne Meldung im Juni"].href == "/municipalities/?gemeldet=nein"
