"""A clock set forward by mistake: nothing is begun, recorded or mailed until somebody says that the day is right."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from accounts.models import AuditEntry, User
from accounts.pseudonyms import named
from milestones.models import BecameOverdue, Milestone
from milestones.tasks import flag_overdue
from ozgtracker import heartbeats, seen_day
from ozgtracker.celery import catch_up
from ozgtracker.errors import ImplausibleDay
from ozgtracker.findings import found
from ozgtracker.models import JobRun, SeenDay
from ozgtracker.tasks import heartbeat
from reports.models import Delivery, Recipient, StatusReport
from reports.tasks import announce_overdue, deliver, run_reports
from tests.conftest import TODAY, ClientOf
from tests.milestones.conftest import PLAN, catalogue, milestone, plan
from tests.refusals import refusing
from tests.reports.conftest import process_environment

__all__ = ["catalogue", "milestone", "plan"]

WEEK = timedelta(days=7)
JOBS = ("flag_overdue", "announce_overdue", "run_reports", "deliver")
SENTENCE = (
    "Die Uhr zeigt den 13.09.2022, zuletzt gearbeitet wurde am 15.06.2022. Bis der Betreiber den Tag bestätigt oder "
    "die Uhr stellt, wird nichts aufgezeichnet und nichts verschickt; gelesen werden kann alles."
)
FORWARD = TODAY + timedelta(days=90)
ANY_DAY = st.dates(date(2017, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("days", "leaps"), [(-400, False), (-1, False), (0, False), (1, False), (7, False), (8, True), (31, True)]
)
def test_a_step_of_more_than_a_week_is_a_leap(days: int, leaps: bool) -> None:
    assert seen_day.leaps(TODAY + timedelta(days=days), TODAY) is leaps


def test_in_a_new_installation_no_day_is_a_leap() -> None:
    assert seen_day.leaps(date.max, None) is False


@given(ANY_DAY, st.lists(st.integers(0, 7), max_size=60))
def test_whoever_is_seen_at_least_weekly_never_leaps(first: date, steps: list[int]) -> None:
    seen = first
    for step in steps:
        today = seen + timedelta(days=step)
        assert seen_day.leaps(today, seen) is False
        seen = today


@given(ANY_DAY, st.integers(8, 3000), st.integers(0, 7))
def test_a_leap_stays_one_until_the_clock_is_back(seen: date, forward: int, later: int) -> None:
    assert seen_day.leaps(seen + timedelta(days=forward), seen) is True
    assert seen_day.leaps(seen + timedelta(days=later), seen) is False


@pytest.fixture
def worked(db: None) -> Iterator[None]:
    """The site has worked on TODAY, and nothing is remembered by this process."""
    seen_day.forget()
    heartbeat()
    seen_day.forget()
    assert seen_day.newest() == TODAY
    yield
    seen_day.forget()


@pytest.fixture
def forward(worked: None, settings: Settings) -> None:
    """The clock is set forward by three months."""
    settings.TODAY = FORWARD


def kept() -> tuple[int, ...]:
    """How many of everything a job could have made."""
    return tuple(model.objects.count() for model in (BecameOverdue, StatusReport, Delivery, JobRun, AuditEntry))


@pytest.mark.usefixtures("forward")
@pytest.mark.world(PLAN)
def test_no_job_begins_anything_and_each_says_so(milestone: Milestone, caplog: pytest.LogCaptureFixture) -> None:
    Recipient.objects.create(name="Lenkungsausschuss", email="lenkung@demo.example")
    before = kept()

    for task in (flag_overdue, announce_overdue, run_reports, deliver):
        with refusing(ImplausibleDay, found("day.leapt", today=FORWARD, seen=TODAY)):
            task()
    for command in JOBS:
        with pytest.raises(CommandError, match=re.escape(SENTENCE)):
            call_command(command, stdout=StringIO())
    with pytest.raises(CommandError, match=re.escape(SENTENCE)):
        call_command("run_reports", "--month", "2022-08", stdout=StringIO())

    assert kept() == before
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert said[:2] == [
        f"{job} begins nothing: {SENTENCE}" for job in ("milestones.flag_overdue", "reports.announce_overdue")
    ]
    assert seen_day.newest() == TODAY


@pytest.mark.usefixtures("forward")
def test_a_worker_that_starts_goes_on_to_the_next_task(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[list[str]] = []
    monkeypatch.setattr(catch_up, "delay", lambda *, names: sent.append(names))

    catch_up(names=["milestones.flag_overdue", "reports.deliver"])

    assert sent == [["reports.deliver"]]


@pytest.mark.usefixtures("forward")
def test_the_heartbeat_goes_on_and_says_it_once_an_hour(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(3):
        heartbeat()

    said = [record.getMessage() for record in caplog.records if record.name == "ozgtracker.telling"]
    assert said == [f"{SENTENCE} manage.py accept_day"]
    assert (heartbeats.WORKER in heartbeats.silent(), seen_day.newest()) == (False, TODAY)


@pytest.mark.usefixtures("forward")
def test_people_read_and_are_told_and_nothing_they_send_is_stored(ministry: User, client_of: ClientOf) -> None:
    browser = client_of(ministry)
    page = browser.get("/people/")
    before = kept()
    form = {"email": "neu@demo.example", "name": "N. Neu"}
    sent = browser.post("/reports/recipients/", form)
    fragment = browser.post("/reports/recipients/", form, headers={"HX-Request": "true"})

    assert (page.status_code, page.content.decode().count(SENTENCE)) == (200, 1)
    # Once above every page, once as the reason.
    assert (sent.status_code, sent.content.decode().count(SENTENCE)) == (409, 2)
    assert "Es wurde nichts gespeichert." in sent.content.decode()
    assert (fragment.status_code, fragment.content.decode()) == (409, SENTENCE)
    assert (kept(), Recipient.objects.exists()) == (before, False)


@pytest.mark.usefixtures("forward")
def test_whoever_is_not_signed_in_can_sign_in(ministry: User, client: Client) -> None:
    ministry.set_password("ein-langes-Wort-17")
    ministry.save()

    answer = client.post("/konto/login/", {"login": ministry.email, "password": "ein-langes-Wort-17"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.usefixtures("forward")
def test_it_is_not_ready_and_pages_are(client: Client) -> None:
    heartbeats.beat(heartbeats.WORKER)
    heartbeats.beat(heartbeats.BEAT)

    whole, web = client.get("/readyz"), client.get("/readyz?of=web")

    assert (whole.status_code, whole.json()["reasons"]) == (503, {"clock": SENTENCE})
    assert (web.status_code, web.json()["reasons"]) == (200, {})


@pytest.mark.usefixtures("forward")
def test_once_accepted_work_goes_on(ministry: User, client_of: ClientOf) -> None:
    out = StringIO()
    call_command("accept_day", stdout=out)

    assert out.getvalue() == "Angenommen: Heute ist der 13.09.2022. Zuletzt gesehener Tag vorher: 15.06.2022.\n"
    [entry] = named(AuditEntry.objects.filter(verb="day_accepted"))
    assert (entry.on, entry.by_name, entry.before, entry.after) == (
        FORWARD,
        "System",
        {"day": "2022-06-15"},
        {"day": "2022-09-13"},
    )
    deliver()
    page = client_of(ministry).get("/people/")
    assert (JobRun.objects.filter(name="reports.deliver").count(), SENTENCE in page.content.decode()) == (1, False)


@pytest.mark.usefixtures("forward")
def test_once_the_clock_is_set_back_everything_is_as_before(
    settings: Settings, ministry: User, client_of: ClientOf
) -> None:
    with pytest.raises(ImplausibleDay):
        deliver()
    settings.TODAY = TODAY + timedelta(days=1)

    deliver()

    assert (seen_day.newest(), SeenDay.objects.count()) == (TODAY + timedelta(days=1), 1)
    client_of(ministry).post("/reports/recipients/", {"email": "neu@demo.example", "name": "N. Neu"})
    assert Recipient.objects.get().email == "neu@demo.example"


@pytest.mark.usefixtures("worked")
def test_a_quiet_month_with_a_living_worker_is_no_leap(settings: Settings) -> None:
    for day in range(1, 60):
        settings.TODAY = TODAY + timedelta(days=day)
        heartbeat()

    assert seen_day.newest() == TODAY + timedelta(days=59)


@pytest.mark.usefixtures("worked")
def test_people_alone_move_the_day_on_too(settings: Settings, ministry: User, client_of: ClientOf) -> None:
    for _ in range(3):
        settings.TODAY = settings.TODAY + WEEK
        client_of(ministry).post("/people/", {})

    assert seen_day.newest() == TODAY + 3 * WEEK


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_commands_of_another_process_know_it_too() -> None:
    """As an operator would see it: a real process with the clock three months ahead, refused, then accepted."""
    SeenDay.objects.create(pk=seen_day.ONLY, day=TODAY)
    environment = process_environment(None) | {"OZG_TODAY": FORWARD.isoformat()}

    def manage(command: str) -> tuple[int, str]:
        run = subprocess.run(
            [sys.executable, "manage.py", command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return run.returncode, (run.stdout + run.stderr).strip().splitlines()[-1]

    assert manage("run_reports") == (1, f"CommandError: {SENTENCE}")
    assert manage("accept_day")[0] == 0
    assert manage("run_reports")[0] == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT day FROM ozgtracker_seenday")
        assert cursor.fetchall() == [(FORWARD,)]
