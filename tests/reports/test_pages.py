"""The archive, an issue, its PDF and the distribution list: what each role sees, and that it is true."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.audit import LONGEST_LABEL
from accounts.models import AuditEntry, User
from accounts.roles import Role
from milestones.models import Plan
from ozgtracker.findings import found
from ozgtracker.saying import say
from reports.actions.queueing import Letter, queue
from reports.models import Delivery, Recipient, StatusReport
from tests import factories
from tests.conftest import TODAY, ClientOf, Person
from tests.reports.issues import kept_issue
from tests.reports.shown import heading, text
from tests.trail import told

APRIL, MAY = date(2022, 4, 1), date(2022, 5, 1)


def test_the_archive_says_what_appeared_last_and_what_is_due_next(
    issue: StatusReport, steering: User, client_of: ClientOf
) -> None:
    assert heading(client_of(steering), "/reports/") == (
        "Zuletzt erschienen ist der Statusbericht Nr. 1 für Mai 2022; der für Juni 2022 ist am 01.07.2022 fällig."
    )


def test_a_missed_day_is_said_in_red(land: Plan, ministry: User, client_of: ClientOf) -> None:
    kept_issue(1, APRIL)

    assert heading(client_of(ministry), "/reports/").endswith("der für Mai 2022 war am 01.06.2022 fällig und fehlt.")
    assert "manage.py run_reports" in text(client_of(ministry), "/reports/")
    assert "fehlt" not in heading(client_of(ministry), "/reports/?stichtag=2022-06-01")


def test_before_the_plan_no_report_was_due(land: Plan, ministry: User, client_of: ClientOf) -> None:
    assert heading(client_of(ministry), "/reports/?stichtag=2021-12-20") == (
        "Es ist noch kein Statusbericht erschienen; der für Dezember 2021 ist am 03.01.2022 fällig."
    )


@pytest.mark.django_db
def test_without_any_issue_and_recipient_it_says_so(ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)

    assert heading(client, "/reports/?stichtag=2022-06-01") == (
        "Es ist noch kein Statusbericht erschienen; der für Mai 2022 ist am 01.06.2022 fällig."
    )
    assert "Der Verteiler ist leer" in text(client, "/reports/")


@pytest.mark.parametrize("role", sorted(Role))
def test_addresses_are_for_ministry_and_auditors_only(
    issue: StatusReport, person: Person, client_of: ClientOf, role: Role
) -> None:
    client = client_of(person(role))
    if role is Role.ADMIN:
        assert [client.get(f"/reports/{rest}").status_code for rest in ("", "1/", "1/pdf/")] == [404, 404, 404]
        return
    shown = (
        "lenkung@demo.example" in client.get("/reports/").content.decode() + client.get("/reports/1/").content.decode()
    )

    assert shown is (role in {Role.MINISTRY, Role.AUDITOR})
    assert (client.get("/mail/").status_code == 200) is shown
    assert ("Entfernen" in text(client, "/reports/")) is (role is Role.MINISTRY)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN}))
def test_who_gets_what_by_mail_is_shown_to_every_reader_without_addresses(
    issue: StatusReport, person: Person, client_of: ClientOf, role: Role
) -> None:
    factories.person(Role.OPERATOR, name="Petra Person", organisation="Landesbetrieb Daten")
    factories.person(Role.ASSOCIATION, organisation="Landkreistag")
    factories.person(Role.ASSOCIATION, organisation="Städtetag")
    client = client_of(person(role))

    archive = text(client, "/reports/")

    assert "Jeden Statusbericht bekommen: Lenkungsausschuss" in archive
    assert "Kommunen Kommunaler Spitzenverband (Landkreistag, Städtetag)" in archive
    assert "LDI Plattformbetrieb (LDI) (Landesbetrieb Daten)" in archive
    assert "Petra Person" not in archive
    assert "Statusbericht Lenkungsausschuss, Ministerium" in text(client, "/reports/1/")


def test_an_issue_keeps_whom_it_was_sent_to_and_one_without_stays_readable(
    land: Plan, ministry: User, operator: User, client_of: ClientOf
) -> None:
    kept = kept_issue(1, MAY)
    older = {name: value for name, value in kept.snapshot.items() if name != "told"}
    StatusReport.objects.create(
        number=2, month=APRIL, day=date(2022, 4, 30), created_on=MAY, snapshot=older, pdf=b"%PDF", sha256="0"
    )
    Recipient.objects.update(is_active=False)
    User.objects.filter(pk=operator.pk).update(is_active=False)
    client = client_of(ministry)

    now, before = text(client, "/reports/1/"), text(client, "/reports/2/")

    assert "Statusbericht Lenkungsausschuss, Ministerium Überfälliges: Land Ministerium" in now
    assert "Überfälliges: LDI Plattformbetrieb (LDI)" in now
    assert "Statusbericht Lenkungsausschuss, Ministerium" in before
    assert "Überfälliges:" not in before
    assert "LDI noch niemand" in text(client, "/reports/")


def test_an_issue_shows_what_was_frozen(issue: StatusReport, steering: User, client_of: ClientOf) -> None:
    page = text(client_of(steering), "/reports/1/")

    assert issue.sha256 in page
    assert issue.snapshot["reported"] in page
    for row in issue.snapshot["overdue"]:
        assert f"{row['title']} {row['due']} {row['days']} {row['side']}" in page
    for definition in issue.snapshot["definitions"]:
        assert definition["text"] in page


def test_every_figure_of_an_issue_opens_its_rows_on_its_own_day(
    issue: StatusReport, ministry: User, client_of: ClientOf
) -> None:
    client = client_of(ministry)
    for figure in issue.snapshot["figures"]:
        assert "stichtag=2022-05-31" in figure["href"]
        found = re.search(r'id="total"[^>]*data-total="(\d+)"', client.get(figure["href"]).content.decode())
        assert found
        assert int(found[1]) == figure["count"]


def test_the_longest_name_and_address_fit_into_list_and_trail(ministry: User, client_of: ClientOf) -> None:
    email = f"stelle@{'.'.join(['verwaltung'] * 20)}.example"

    answer = client_of(ministry).post("/reports/recipients/", {"name": "N" * 120, "email": email})

    assert answer.status_code == 302
    assert Recipient.objects.get().email == email
    assert len(AuditEntry.objects.get().subject_label) <= LONGEST_LABEL
    assert told("subject_label") == [(f"{'N' * 120} <{email}>",)]


def test_the_pdf_is_the_one_that_was_mailed(issue: StatusReport, officer: User, client_of: ClientOf) -> None:
    answer = client_of(officer).get("/reports/1/pdf/")

    assert answer.content == bytes(issue.pdf)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="statusbericht-001-2022-05.pdf"'
    assert answer["Cache-Control"] == "private, no-store"


def test_an_issue_frozen_in_another_shape_is_shown_as_its_pdf(land: Plan, ministry: User, client_of: ClientOf) -> None:
    StatusReport.objects.create(
        number=1,
        month=MAY,
        day=date(2022, 5, 31),
        created_on=date(2022, 6, 1),
        snapshot={"old": 1},
        pdf=b"%PDF",
        sha256="0",
    )

    answer = client_of(ministry).get("/reports/1/")

    assert (answer["Content-Type"], answer.content) == ("application/pdf", b"%PDF")


def test_on_an_earlier_stichtag_there_was_no_such_issue(
    issue: StatusReport, ministry: User, client_of: ClientOf
) -> None:
    client = client_of(ministry)

    addresses = ("/reports/1/", "/reports/1/pdf/")
    assert [client.get(f"{address}?stichtag=2022-05-31").status_code for address in addresses] == [404, 404]


def test_looking_back_nothing_is_shown_that_is_known_of_today_only(
    issue: StatusReport, ministry: User, client_of: ClientOf
) -> None:
    client = client_of(ministry)

    for address in ("/reports/", "/reports/1/"):
        back, now = text(client, f"{address}?stichtag=2022-06-02"), text(client, address)
        assert ("wartend" in now, "wartend" in back) == (True, False)
        assert "nur vom heutigen Stand" in back
    assert "lenkung@demo.example" not in text(client, "/reports/?stichtag=2022-06-02")


def test_neighbours_lead_to_each_other(issue: StatusReport, ministry: User, client_of: ClientOf) -> None:
    kept_issue(2, date(2022, 3, 1))
    client = client_of(ministry)

    assert "Nr. 2 (der nächste Bericht)" in text(client, "/reports/1/")
    assert "Nr. 1 (der vorige Bericht)" in text(client, "/reports/2/")


def test_the_ministry_keeps_the_list(land: Plan, ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)

    added = client.post("/reports/recipients/", {"name": "Rechnungshof", "email": "rh@demo.example"}, follow=True)
    again = client.post("/reports/recipients/", {"name": "Rechnungshof", "email": "RH@demo.example"})
    wrong = client.post("/reports/recipients/", {"name": "", "email": "rh"})
    recipient = Recipient.objects.get(email="rh@demo.example")
    removed = client.post(f"/reports/recipients/{recipient.pk}/remove/", follow=True)

    assert "Rechnungshof bekommt ab jetzt jeden Statusbericht." in added.content.decode()
    assert (again.status_code, wrong.status_code) == (422, 422)
    assert say(found("recipient.known")) in again.content.decode()
    assert "Rechnungshof steht nicht mehr im Verteiler." in removed.content.decode()
    assert Recipient.objects.active().filter(pk=recipient.pk).exists() is False
    client.post("/reports/recipients/", {"name": "Landesrechnungshof", "email": "rh@demo.example"})
    recipient.refresh_from_db()
    assert (recipient.name, recipient.is_active) == ("Landesrechnungshof", True)
    verbs = AuditEntry.objects.filter(subject_kind="recipient").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["recipient_added", "recipient_removed", "recipient_added"]


def test_the_form_for_a_recipient_opens_empty(ministry: User, client_of: ClientOf) -> None:
    assert "Wer soll jeden Statusbericht bekommen?" in text(client_of(ministry), "/reports/recipients/")


def test_what_people_typed_stays_text(land: Plan, ministry: User, client_of: ClientOf) -> None:
    evil = "<script>alert(1)</script>"
    Recipient.objects.create(name=evil, email="evil@demo.example")
    queue([Letter("overdue", "x@demo.example", evil, "1", evil, evil)], on=TODAY)
    kept_issue(1, MAY)
    client, mail = client_of(ministry), Delivery.objects.get()

    for address in ("/reports/", "/reports/1/", "/mail/", f"/mail/{mail.pk}/"):
        assert evil not in client.get(address).content.decode()


def test_decisions_are_posted_never_followed(issue: StatusReport, ministry: User, client_of: ClientOf) -> None:
    mail, recipient = Delivery.objects.first(), Recipient.objects.first()
    assert mail is not None
    assert recipient is not None

    for address in (
        f"/mail/{mail.pk}/confirm/",
        f"/mail/{mail.pk}/requeue/",
        f"/reports/recipients/{recipient.pk}/remove/",
    ):
        assert client_of(ministry).get(address).status_code == 405


@pytest.mark.parametrize("address", ["/reports/", "/mail/", "/reports/1/"])
def test_the_number_of_questions_does_not_grow_with_the_rows(
    issue: StatusReport, ministry: User, client_of: ClientOf, address: str
) -> None:
    client = client_of(ministry)

    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    before = count()
    for number, month in ((2, APRIL), (3, date(2022, 3, 1))):
        queue(
            [Letter("report", "neu@demo.example", "Neu", f"{month:%Y-%m}", "Bericht", "Text")],
            on=date(2022, 6, 1),
            report=kept_issue(number, month),
        )
    queue([Letter("report", f"n{n}@demo.example", "N", "2022-05", "B", "T") for n in range(3)], on=TODAY, report=issue)

    assert count() == before


@pytest.mark.parametrize("typed", ["", " ", ".", "--", "\u200b", "\u2060", "\x01", "\u202e", "\u3164"])
def test_a_name_nobody_can_read_is_no_name(ministry: User, client_of: ClientOf, typed: str) -> None:
    answer = client_of(ministry).post("/reports/recipients/", {"name": typed, "email": "neu@demo.example"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    assert not Recipient.objects.exists()


def test_what_nobody_sees_in_a_name_is_not_stored(ministry: User, client_of: ClientOf) -> None:
    client_of(ministry).post("/reports/recipients/", {"name": "B.\u202e \u200bMuster ", "email": "neu@demo.example"})

    assert list(Recipient.objects.values_list("name", flat=True)) == ["B. Muster"]
