"""The schedule names tasks that exist, and each task does its one thing, once."""

from __future__ import annotations

from io import StringIO

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from milestones.actions import flag_overdue
from milestones.models import Plan
from reports import tasks
from reports.actions.delivering import STUCK_AFTER
from reports.models import Delivery, StatusReport
from tests.conftest import TODAY
from tests.reports.post import Post


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
