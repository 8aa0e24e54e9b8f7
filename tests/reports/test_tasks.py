"""The schedule names tasks that exist, and each task does its one thing, once."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from milestones.actions import flag_overdue
from milestones.models import Plan
from ozgtracker.jobs import job, last_run
from ozgtracker.models import JobRun
from reports import tasks
from reports.actions.delivering import STUCK_AFTER
from reports.models import Delivery, StatusReport
from tests.conftest import TODAY, ClientOf
from tests.reports.issues import kept_issue
from tests.reports.post import Post
from tests.reports.shown import text


def test_every_scheduled_task_is_registered_and_every_job_is_scheduled() -> None:
    current_app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert scheduled - set(current_app.tasks) == set()
    assert {name for name in current_app.tasks if name.startswith("reports.")} - scheduled == set()


def test_a_mail_is_called_stuck_only_after_the_longest_task() -> None:
    assert STUCK_AFTER.total_seconds() > settings.CELERY_TASK_TIME_LIMIT


def test_what_found_no_worker_in_its_minute_is_dropped() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["deliver"]["options"] == {"expires": 60}


def test_the_jobs_one_after_the_other_twice(land: Plan, operator: User, post: Post) -> None:
    flag_overdue(on=TODAY)
    for _ in range(2):
        tasks.announce_overdue()
        tasks.run_reports()
        tasks.deliver()

    assert StatusReport.objects.count() == 1
    assert post.addresses == sorted(["land@demo.example", "lenkung@demo.example", operator.email])
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_the_last_run_is_the_jobs_own_and_not_the_last_report(
    land: Plan, client_of: ClientOf, ministry: User, post: Post
) -> None:
    client = client_of(ministry)
    assert "noch kein Lauf" in text(client, "/reports/")
    kept_issue(1, date(2022, 5, 1))
    assert "noch kein Lauf" in text(client, "/reports/")

    tasks.run_reports()

    # Nothing was due: the job ran all the same, today.
    assert StatusReport.objects.count() == 1
    assert "letzter Lauf am 15.06.2022 um" in text(client, "/reports/")
    assert "letzter Lauf" not in text(client, "/reports/?stichtag=2022-06-14")


@pytest.mark.django_db
def test_a_job_that_fails_leaves_no_run() -> None:
    with pytest.raises(RuntimeError), job("tests.fails"):
        raise RuntimeError

    assert last_run("tests.fails") is None


def test_every_scheduled_job_remembers_its_run_by_hand_as_by_the_clock(land: Plan, post: Post) -> None:
    current_app.loader.import_default_modules()
    # The heartbeat is no job: it leaves a sign of its own (ozgtracker.heartbeats).
    by_clock = {str(entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()} - {"ozgtracker.heartbeat"}
    for name in by_clock:
        current_app.tasks[name]()
    assert set(JobRun.objects.values_list("name", flat=True)) == by_clock

    JobRun.objects.all().delete()
    for command in (
        "flag_overdue", "announce_overdue", "run_reports", "deliver", "close_days", "tend_exports", "forget_exports",
    ):  # fmt: skip
        call_command(command, stdout=StringIO())
    assert set(JobRun.objects.values_list("name", flat=True)) == by_clock - {"accounts.forget_sessions"}


def test_the_report_arrives_as_a_pdf_byte_for_byte(land: Plan, post: Post) -> None:
    tasks.run_reports()
    tasks.deliver()

    report = StatusReport.objects.get()
    for message in post.accepted:
        [attachment] = message.iter_attachments()  # type: ignore[attr-defined]  # the modern class
        assert attachment.get_filename() == "statusbericht-001-2022-05.pdf"
        assert attachment.get_content_type() == "application/pdf"
        assert attachment.get_content() == bytes(report.pdf)


@pytest.mark.usefixtures("post")
@pytest.mark.django_db
def test_the_commands_say_what_they_did(plan: Plan, operator: User) -> None:
    flag_overdue(on=TODAY)
    out = StringIO()
    call_command("announce_overdue", stdout=out)
    call_command("deliver", stdout=out)

    assert out.getvalue() == (
        "Nachrichten über Überfälliges eingereiht: 1.\nGesendet: 1. Als ungewiss gekennzeichnet: 0.\n"
    )
