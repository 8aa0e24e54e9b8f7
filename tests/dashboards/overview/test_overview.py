"""The overview: its sentence and figures, what needs attention, what changed since an earlier day."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import User
from municipalities.rollout_states import RolloutState
from ozgtracker.findings import found
from ozgtracker.saying import say
from tests.conftest import ClientOf
from tests.dashboards.small import Small


def test_the_overview_answers_first(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/")

    shown = response.context["shown"]
    assert shown.sentence_text == (
        "Paket\u00a01 ist zu 40\u00a0% live: 2 von 5 Ausspielungen, angelaufen in 2 von 4 Verwaltungen. "
        "0 von 7 Meilensteinen sind erreicht, 5 sind überfällig."
    )
    assert [figure.label for figure in shown.figures] == [
        "Meilensteine erreicht",
        "Überfällig",
        "Leistungen live, je Verwaltung gezählt",
        "„Neu zugezogen“ vollständig online",
        "Im Juni vollständig gemeldet",
    ]
    assert [(figure.value, figure.of) for figure in shown.figures] == [
        ("0", "7"),
        ("5", ""),
        ("2", "12"),
        ("0 %", ""),
        ("0", "4"),
    ]


def test_no_report_is_not_said_to_be_not_live(small: Small, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    def said() -> str:
        return str(client.get("/").context["shown"].sentence_text).partition(". ")[0]

    assert said() == "Zu Paket\u00a01 liegt aus keiner von 4 Verwaltungen eine Meldung vor"
    small.say(small.villages, "10001", RolloutState.PLANNED, date(2022, 6, 8), forecast_on=date(2022, 9, 30))
    assert said() == "Paket\u00a01 ist aus noch keiner von 4 Verwaltungen als live gemeldet"


def test_the_overview_without_a_plan_says_so(client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/")

    assert response.status_code == 200
    assert response.context["shown"].sentence_text == "Es ist noch kein Plan geladen."
    assert "Es ist noch kein Plan geladen." in response.content.decode()


def test_attention_names_side_reason_and_what_waits(told: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/?seite_von=land")

    (late,) = response.context["attention"]
    assert late.title == "Technische Infrastruktur vollständig (ohne LZA)"
    assert late.look.slug == "yellow"
    when = found("when.day", date=found("date.day", day=date(2022, 10, 28)))
    assert late.text.startswith(say(found("slip", when=when, by=timedelta(days=28))))
    assert late.text.endswith("Davon hängt ab: Paket\u00a02.")


def test_a_component_nobody_promises_needs_attention(small: Small, client_of: ClientOf, ministry: User) -> None:
    response = client_of(ministry).get("/")
    found = {one.title: one for one in response.context["shown"].attention}

    assert [*response.context["attention"], *response.context["more_attention"]] == list(found.values())
    assert len(found) == 8
    assert "2 weitere Punkte</summary>" in response.content.decode()
    assert found["ePayment"].text == (
        "Noch nicht bereit, und es gibt keine Prognose. Paket 2 wartet darauf mit einer Leistung."
    )
    missing = found["4 Verwaltungen ohne vollständige Meldung im Juni"]
    assert (missing.text, missing.href) == (
        "0 teilweise, 4 gar nicht gemeldet, von 4.",
        "/municipalities/?gemeldet=unvollstaendig",
    )


def test_changes_compare_two_days_and_say_why(told: Small, client_of: ClientOf, ministry: User) -> None:
    shown = client_of(ministry).get("/").context["shown"]

    assert shown.compared == date(2022, 5, 31)
    assert [(one.what, one.before, one.now, one.note, one.reason, one.side) for one in shown.changes] == [
        (
            "Technische Infrastruktur vollständig (ohne LZA)",
            "30.09.2022",
            "28.10.2022",
            "+19 Arbeitstage",
            "Bestimmt durch ePayment, erwartet 28.10.2022.",
            "Land",
        ),
        (
            "ePayment",
            "erwartet 30.09.2022",
            "erwartet 28.10.2022",
            "+19 Arbeitstage",
            "Vertrag verzögert",
            "LDI",
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
