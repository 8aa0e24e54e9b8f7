"""The trail: found, read, downloaded; as of any day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts import audit_words
from accounts.audit import Subject, record
from accounts.audit_words import Change
from accounts.models import AuditEntry, User
from accounts.roles import Role
from tests.conftest import TODAY, ClientOf, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(client_of: ClientOf, auditor: User) -> Client:
    return client_of(auditor)


def entry(sentence: str, *, by: User | None = None, on: date = TODAY, **fields: Any) -> AuditEntry:
    values: dict[str, Any] = {"verb": "role_changed", "subject": Subject("user", "7", "A. Muster")} | fields
    return record(by=by, on=on, sentence=sentence, **values)


def sentences(answer: Any) -> list[str]:
    return [row.entry.sentence for row in answer.context["listing"].rows]


def test_it_shows_the_newest_first(here: Client) -> None:
    entry("Erstens.")
    entry("Zweitens.")

    answer = here.get("/audit/")

    assert sentences(answer) == ["Zweitens.", "Erstens."]
    assert 'data-total="2"' in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["C", "B", "A"]),
        ("stichtag=2022-06-10", ["B", "A"]),
        ("stichtag=2022-06-10&until=2022-06-15", ["B", "A"]),
        ("since=2022-06-10", ["C", "B"]),
        ("since=2022-06-10&until=2022-06-10", ["B"]),
        ("person=anna", ["B"]),
        ("person=anna%20niemand", []),
        ("person=anna@demo", ["B"]),
        ("verb=person_added", ["C"]),
        ("kind=demonstrationmark", ["A"]),
        ("kind=user&key=8", ["C"]),
        ("since=unsinn", ["C", "B", "A"]),
        ("kind=erfunden", ["C", "B", "A"]),
        ("vor=unsinn", ["C", "B", "A"]),
        ("vor=%C2%B2", ["C", "B", "A"]),
        ("vor=99999999999999999999999", ["C", "B", "A"]),
    ],
)
def test_it_finds_entries_by_day_person_thing_and_verb(
    here: Client, person: Person, query: str, found: list[str]
) -> None:
    anna = person(Role.MINISTRY, name="Anna Beispiel", email="anna@demo.example")
    entry("A", on=date(2022, 6, 1), subject=Subject("demonstrationmark", "1", "Vorführung"))
    entry("B", on=date(2022, 6, 10), by=anna)
    entry("C", verb="person_added", subject=Subject("user", "8", "B. Beispiel"))

    assert sentences(here.get(f"/audit/?{query}")) == found


def test_what_is_only_about_one_thing_says_so_and_can_be_widened(here: Client) -> None:
    filters = here.get("/audit/?kind=user&key=8&verb=person_added&vor=3").context["listing"].filters

    assert [(chip.label, chip.href) for chip in filters.narrowed] == [
        ("nur zu einem Gegenstand", "/audit/?verb=person_added")
    ]
    assert here.get("/audit/?kind=user").context["listing"].filters.narrowed == []


def test_it_pages_by_key_and_keeps_the_selection(here: Client) -> None:
    for number in range(101):
        entry(f"Nr. {number}")

    pages, older = [], ""
    for _page in range(3):
        pages.append(here.get(f"/audit/?verb=role_changed{older}").context["listing"])
        older = f"&vor={pages[-1].page.older}"

    assert [len(page.rows) for page in pages] == [50, 50, 1]
    assert [pages[0].rows[-1].entry.sentence, pages[1].rows[0].entry.sentence] == ["Nr. 51", "Nr. 50"]
    assert (pages[2].page.older, pages[2].total) == (None, 101)
    first = here.get("/audit/?verb=role_changed").content.decode()
    assert f'href="?verb=role_changed&amp;vor={pages[0].page.older}"' in first


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_database_as_often_for_three_entries_as_for_one(
    here: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        entry(f"Nr. {number}", before={"role": "steering"}, after={"role": "auditor"})

    with django_assert_num_queries(6):  # session, user, count, page, demonstration mark, newest report
        here.get("/audit/")


def test_it_answers_htmx_with_the_rows_alone(here: Client) -> None:
    html = here.get("/audit/?person=niemand", headers={"HX-Request": "true", "HX-Target": "rows"}).content.decode()

    assert html.strip().startswith('<section class="panel panel--flush" id="rows"')
    assert "Zu dieser Auswahl gibt es keinen Eintrag." in html


def test_it_puts_what_changed_into_german_words(here: Client) -> None:
    row = entry(
        "Geändert.",
        before={"role": "steering", "is_active": True, "until": "2022-05-31", "name": "A", "tags": ["a", "b", "c"]},
        after={"role": "auditor", "is_active": False, "until": None, "name": "A", "tags": []},
    )

    assert audit_words.changes(row) == (
        Change("Rolle", "Lenkungsausschuss", "Prüfung (Rechnungshof, Datenschutz)"),
        Change("aktiv", "ja", "nein"),
        Change("gespielt bis", "31.05.2022", "–"),
        Change("tags", "a, b und c", "–"),
    )
    assert "Lenkungsausschuss → Prüfung (Rechnungshof, Datenschutz)" in here.get("/audit/").content.decode()


def test_it_shows_the_fields_of_a_report_in_the_words_of_its_model() -> None:
    row = entry(
        "Gemeldet.", subject=Subject("rollout", "1", "x"), before=None, after={"state": "live", "said_on": "2022-06-01"}
    )

    assert audit_words.changes(row) == (Change("Stand", "–", "live"), Change("gemeldet am", "–", "01.06.2022"))


def test_it_names_the_part_of_a_thing_that_changed() -> None:
    row = entry("Freigegeben.", subject=Subject("milestone", "m", "x"), after={"deliverable": "d", "document": "F. 1"})

    assert audit_words.changes(row) == (Change("Liefergegenstand", "–", "d"), Change("Dokument", "–", "F. 1"))


def test_it_names_the_first_of_many_and_counts_the_rest_but_downloads_all() -> None:
    many = [str(number) for number in range(1, 11)]
    row = entry("Bestätigt.", after={"Leistungen": many})

    assert audit_words.changes(row) == (Change("Leistungen", "–", "1, 2, 3, 4, 5, 6 und 4 weitere"),)
    assert audit_words.in_one_line(row) == "Leistungen: 1, 2, 3, 4, 5, 6, 7, 8, 9 und 10"


def test_it_shows_what_it_has_no_word_for_as_it_is() -> None:
    row = entry("Etwas.", subject=Subject("unbekannt", "1", "x"), after={"feld": 3})

    assert audit_words.changes(row) == (Change("feld", "–", "3"),)


def test_it_downloads_the_whole_selection_harmlessly(here: Client, person: Person) -> None:
    anna = person(Role.MINISTRY, name="=HYPERLINK(1)")
    entry("A;B", by=anna, reason="-1+1", before={"role": "steering"}, after={"role": "auditor"}, on_behalf_of="@x")
    for number in range(60):
        entry(f"Nr. {number}", verb="unbekannt")

    answer = here.get("/audit/csv/")
    lines = b"".join(answer).decode("utf-8").split("\r\n")

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/csv; charset=utf-8", 'attachment; filename="protokoll-bis-2022-06-15.csv"'
    )  # fmt: skip
    assert len(lines) == 1 + 61 + 1
    assert lines[0].startswith("\ufeffNummer;Tag;Zeitpunkt;Person;")
    row, day, _moment, *rest = lines[61].split(";")
    assert (row.isdigit(), day) == (True, "15.06.2022")
    assert rest == [
        "'=HYPERLINK(1)", "Ministerium", "'@x", "Rolle geändert", "A. Muster", '"A', 'B"', "'-1+1",
        "Rolle: Lenkungsausschuss → Prüfung (Rechnungshof, Datenschutz)",
    ]  # fmt: skip


def test_it_downloads_only_what_the_selection_shows(here: Client) -> None:
    entry("Früher.", on=date(2022, 5, 1))
    entry("Heute.")

    lines = b"".join(here.get("/audit/csv/?stichtag=2022-05-31")).decode().split("\r\n")

    assert [line.split(";")[8] for line in lines[1:-1]] == ["Früher."]


def test_it_names_the_role_of_the_system_and_of_old_roles() -> None:
    roles = [AuditEntry(by_role=role).role_label for role in ("system", "ministry", "abgeschafft")]

    assert roles == ["System", "Ministerium", "System"]
    assert str(AuditEntry(on=TODAY, sentence="Etwas.")) == "15.06.2022 Etwas."


def test_it_offers_only_kinds_and_verbs_that_have_german_names() -> None:
    assert {
        word for words in (audit_words.kinds(), audit_words.verbs()) for word in words.values() if not word
    } == set()
    assert audit_words.kinds()["user"] == "Person"
    assert audit_words.verbs()["role_changed"] == "Rolle geändert"


def test_the_history_of_authorities_does_not_exist_for_the_administration(client_of: ClientOf, person: Person) -> None:
    """Neither on the page nor in its number, its choices or its table (adr/0010)."""
    entry("Rolle geändert.")
    for verb in ("rollout_reported", "rollouts_confirmed", "rollouts_undone", "competence_answered"):
        entry("Koblenz.", verb=verb, subject=Subject("rollout", "1", "x"), reason="Es fehlt an Personal.")

    for role, number in ((Role.ADMIN, 1), (Role.MINISTRY, 5), (Role.AUDITOR, 5)):
        client = client_of(person(role))
        page, table = client.get("/audit/"), client.get("/audit/csv/")
        offered = {verb for verb, _words in page.context["listing"].filters.form.fields["verb"].choices}

        assert (len(sentences(page)), page.context["listing"].total) == (number, number)
        assert len(b"".join(table).decode().splitlines()) == 1 + number
        assert ("rollout_reported" in offered) is (number == 5)
        assert len(sentences(client.get("/audit/?verb=rollout_reported"))) == 1
        assert ("Was Verwaltungen melden, steht nicht dabei" in page.content.decode()) is (number == 1)
