"""The frame, the pages about the application itself, sign-in, and what somebody reads when something goes wrong."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.asserts import assertHTMLEqual

from accounts.models import User
from accounts.roles import Side
from accounts.words import ROLES
from milestones.light import Light
from milestones.words import LIGHTS
from ozgtracker.errors import Blocked
from ozgtracker.findings import found
from tests.conftest import ClientOf, Person

PUBLIC = ("imprint", "privacy", "accessibility", "sources", "help")


def between(html: str, start: str, end: str) -> str:
    return html[html.index(start) : html.index(end, html.index(start)) + len(end)]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_pages_about_the_application_are_open_to_everybody(client: Client, name: str) -> None:
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert response.content.decode().count("<h1>") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_pages_about_the_application_take_no_post(client: Client, name: str) -> None:
    assert client.post(reverse(name)).status_code == 405


@pytest.mark.django_db
def test_the_sources_show_the_attributions_word_for_word(client: Client) -> None:
    html = client.get(reverse("sources")).content.decode()

    destatis = (
        "© Statistisches Bundesamt (Destatis), 2025, Gemeindeverzeichnis-Informationssystem GV-ISys (im Auftrag der "
        "Herausgebergemeinschaft Statistische Ämter des Bundes und der Länder); Daten aufbereitet"
    )
    bkg = "© GeoBasis-DE / BKG (2025) dl-de/by-2-0 (Daten verändert)"
    licence = '<a href="https://www.govdata.de/dl-de/by-2-0">Datenlizenz Deutschland'
    catalogue = "Quelle: OZG-Umsetzungskatalog / LeiKa (BMI, FITKO/FIM), über KDN OZG-Datenbank NRW, Stand Oktober 2019"
    for words in (destatis, bkg, licence, catalogue, "Copyright (c) 2020 Gert Hammes"):
        assert words in html


@pytest.mark.django_db
def test_the_help_names_every_role_as_it_is_declared(client: Client) -> None:
    html = client.get(reverse("help")).content.decode()

    assert [label for label in ROLES.values() if label not in html] == []


@pytest.mark.django_db
@pytest.mark.parametrize("light", [Light.REACHED, Light.GREEN, Light.YELLOW, Light.RED, Light.GREY])
def test_the_help_explains_every_light_by_its_own_sign_and_word(client: Client, light: Light) -> None:
    html = client.get(reverse("help")).content.decode()

    assert html.count(render_to_string("components/light.html", {"light": LIGHTS[light]}).strip()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["imprint", "privacy", "accessibility", "help"])
def test_the_operator_is_named_from_the_settings(client: Client, settings: object, name: str) -> None:
    settings.OPERATOR_NAME = "Landesbetrieb <Muster>"  # type: ignore[attr-defined]  # a setting of ours
    settings.OPERATOR_CONTACT = "stelle@muster.example"  # type: ignore[attr-defined]  # a setting of ours

    html = client.get(reverse(name)).content.decode()

    assert "Landesbetrieb &lt;Muster&gt;" in html
    assert 'href="mailto:stelle@muster.example"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["imprint", "privacy", "accessibility", "help"])
def test_without_an_operator_the_page_says_what_it_is_and_names_no_setting(
    client: Client, settings: object, name: str
) -> None:
    settings.OPERATOR_NAME = ""  # type: ignore[attr-defined]  # a setting of ours

    html = client.get(reverse(name)).content.decode()

    assert ("Vorführung zum Ausprobieren, ohne Betreiber" in html, "OZG_OPERATOR" in html) == (True, False)


def test_somebody_signed_in_finds_stichtag_account_and_the_way_out(client_of: ClientOf, ministry: User) -> None:
    html = client_of(ministry).get(reverse("help")).content.decode()

    assert '<strong class="date">15.06.2022</strong>' in html
    assert f'<form method="post" action="{reverse("account_logout")}">' in html
    assert "Sie blicken auf den Stand" not in html
    assert reverse("account_login") not in html


def test_somebody_signed_out_finds_the_way_in_and_no_navigation(client: Client, db: None) -> None:
    html = client.get(reverse("help")).content.decode()

    assert f'href="{reverse("account_login")}"' in html
    assert "Hauptnavigation" not in html


def test_looking_back_is_said_and_one_click_leads_to_today(client_of: ClientOf, ministry: User) -> None:
    html = client_of(ministry).get(reverse("packages"), {"q": "Kfz", "stichtag": "2022-05-01"}).content.decode()

    assertHTMLEqual(
        between(html, '<div class="banner banner--past"', "</div>"),
        """<div class="banner banner--past" role="note"><p class="banner__text">
        <strong>Sie blicken auf den Stand vom 01.05.2022 zurück.</strong>
        <span>Meldungen sind nur für heute möglich.</span>
        <a href="?q=Kfz" data-follows-address>Zum heutigen Stand</a></p></div>""",
    )


def test_a_page_without_a_past_says_that_it_shows_today_and_links_keep_the_day(
    client_of: ClientOf, ministry: User
) -> None:
    html = client_of(ministry).get(reverse("help"), {"q": "Kfz", "stichtag": "2022-05-01"}).content.decode()

    assertHTMLEqual(
        between(html, '<div class="banner banner--past"', "</div>"),
        """<div class="banner banner--past" role="note"><p class="banner__text">
        <strong>Diese Seite zeigt den heutigen Stand.</strong>
        <span>Auf den Stichtag 01.05.2022 lässt sie sich nicht zurückdrehen;
        auf den anderen Seiten gilt er weiter.</span>
        <a href="?q=Kfz" data-follows-address>Stichtag aufheben</a></p></div>""",
    )
    assert 'href="/packages/?stichtag=2022-05-01"' in html


def test_the_stichtag_form_keeps_filters_and_drops_the_page_number(client_of: ClientOf, ministry: User) -> None:
    query = {"q": ["Kfz", "Wohnen"], "seite": "3", "stichtag": "2022-05-01"}

    html = client_of(ministry).get(reverse("help"), query).content.decode()

    form = between(html, '<form class="menu__panel" method="get" data-follows-address>', "</form>")
    assert form.count('type="hidden"') == 2
    assert '<input type="hidden" name="q" value="Kfz"><input type="hidden" name="q" value="Wohnen">' in form
    assert 'value="2022-05-01" max="2022-06-15"' in form


def test_a_stichtag_that_is_no_date_is_said_and_today_is_shown(client_of: ClientOf, ministry: User) -> None:
    html = client_of(ministry).get(reverse("help"), {"stichtag": "gestern"}).content.decode()

    banner = between(html, '<div class="banner banner--past"', "</div>")
    assert "„gestern“ ist kein Datum." in banner
    assert '<strong class="date">15.06.2022</strong>' in html


@pytest.mark.django_db
def test_a_wrong_password_keeps_the_address_and_says_what_is_wrong(client: Client, person: Person) -> None:
    person(email="a@land.example")

    html = client.post(reverse("account_login"), {"login": "a@land.example", "password": "falsch"}).content.decode()

    assert 'value="a@land.example"' in html
    assert "Die E-Mail-Adresse und/oder das Passwort sind leider falsch." in html
    assert "falsch</" not in between(html, '<form class="panel form"', "</form>").replace("leider falsch.</p>", "")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["known@land.example", "stranger@anywhere.example"])
def test_asking_for_a_new_password_answers_the_same_whoever_asks(client: Client, person: Person, address: str) -> None:
    person(email="known@land.example")

    response = client.post(reverse("account_reset_password"), {"email": address}, follow=True)

    assert response.redirect_chain == [(reverse("account_reset_password_done"), 302)]
    assert "Bitte prüfen Sie Ihr Postfach" in response.content.decode()


@pytest.mark.django_db
def test_a_used_link_says_so_and_offers_a_new_one(client: Client) -> None:
    response = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"]))

    html = response.content.decode()
    assert "<h1>Der Link gilt nicht mehr</h1>" in html
    assert f'href="{reverse("account_reset_password")}"' in html


def test_a_page_that_is_not_there_says_what_to_do(client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/gibt-es-nicht/")

    assert response.status_code == 404
    assert "<h1>Diese Seite gibt es nicht</h1>" in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "404", "429"])
def test_error_pages_need_neither_database_nor_user(name: str) -> None:
    html = render_to_string(f"{name}.html", request=RequestFactory().get("/"))

    assert html.count("<h1>") == 1
    assert '<a href="/">Zur Übersicht</a>' in html


def test_the_page_after_a_failure_stands_alone() -> None:
    html = render_to_string("500.html")

    assert "<h1>Hier ist etwas schiefgegangen</h1>" in html


def test_a_refusal_lists_what_is_still_missing() -> None:
    conditions = (found("gate.undated", name="ePayment", side=Side.LAND), found("gate.no-platform"))
    open_one = '<li><span class="sign sign--blocked" aria-hidden="true">✕</span><div>'
    error = Blocked(found("rollout.not-live-yet", service="Wohngeld"), conditions=conditions)

    response: HttpResponse = render(
        RequestFactory().get("/"), "ozgtracker/refused.html", {"error": error}, status=error.status
    )

    assertHTMLEqual(
        between(response.content.decode(), '<ul class="rows">', "</ul>"),
        f"""<ul class="rows">
        {open_one}ePayment: noch nicht bereit (Land, ohne Termin).</div></li>
        {open_one}Die Antrags- und Prozessplattform fehlt im Katalog (Land).</div></li>
        </ul>""",
    )
