"""A post office, and processes that are told where it and the test's database are."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as live_settings
from django.db import connection
from pytest_django.fixtures import Settings

from accounts.actions import mark_demonstration
from milestones.models import Plan
from reports.actions.queueing import Letter, queue
from reports.models import Recipient, StatusReport
from tests import factories
from tests.databases import choose
from tests.milestones.conftest import TEMPLATES, catalogue, milestone, plan
from tests.reports.issues import kept_issue
from tests.reports.post import Post, post_office

# The plan of the letter, as the milestones' own tests build it.
__all__ = ["catalogue", "milestone", "plan"]

Manage = Callable[..., "subprocess.Popen[str]"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Plan and catalogue are built once."""
    choose(items, Path(__file__).parent, TEMPLATES)


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """A real mail server; this process and every process `manage` starts deliver to it."""
    with post_office() as office:
        options = {"host": "127.0.0.1", "port": office.port, "timeout": 10}
        settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
        yield office


def process_environment(post: Post | None) -> dict[str, str]:
    """The environment in which another process works on the test's database."""
    database: dict[str, Any] = connection.settings_dict
    host = quote(str(database["HOST"]), safe="/")
    credentials = f"{database['USER']}:{quote(str(database['PASSWORD']))}" if database["PASSWORD"] else database["USER"]
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{credentials}@/{database['NAME']}?host={host}"
        if str(database["HOST"]).startswith("/")
        else f"postgresql://{credentials}@{host}:{database['PORT'] or 5432}/{database['NAME']}",
        "OZG_TODAY": "2022-06-15",
        "OZG_DATABASE_POOL": "0",
        "OZG_MAIL_DIR": "",
        "OZG_SMTP_HOST": "127.0.0.1",
    }
    if post is not None:
        environment["OZG_SMTP_PORT"] = str(post.port)
    return environment


@pytest.fixture
def manage(post: Post) -> Iterator[Manage]:
    """manage("deliver") starts a real process that delivers to the post office."""
    with processes(post) as start:
        yield start


@contextmanager
def processes(post: Post | None) -> Iterator[Manage]:
    """Starts `manage.py` in real processes on the test's database; what still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=live_settings.BASE_DIR,
            env=process_environment(post),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            process.kill()
            process.communicate()


@pytest.fixture
def land(plan: Plan) -> Plan:
    """The plan, two authorities, and two recipients of the monthly report."""
    factories.authority("071110000000", name="Koblenz", kind="kreisfreie_stadt", population=115_000)
    factories.authority("073385001001", name="Ort", population=5_000)
    Recipient.objects.create(name="Lenkungsausschuss", email="lenkung@demo.example")
    Recipient.objects.create(name="Ministerium", email="land@demo.example")
    return plan


@pytest.fixture
def issue(land: Plan) -> StatusReport:
    """The issue about May with two mails."""
    report = kept_issue(1, date(2022, 5, 1))
    letters = [
        Letter(
            "report", recipient.email, recipient.name, "2022-05", "Statusbericht Nr. 1, Mai 2022", "Guten Tag,\n\nText."
        )
        for recipient in Recipient.objects.order_by("email")
    ]
    queue(letters, on=date(2022, 6, 1), report=report)
    return report


@pytest.fixture
def demonstration(db: None) -> None:
    """This database holds invented reports."""
    mark_demonstration(until=date(2022, 6, 15), seed=1)
