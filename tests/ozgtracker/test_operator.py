"""Whoever runs it in earnest is named: without a name neither check nor start succeeds."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings as live_settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django.fixtures import Settings


def deploy_errors() -> str:
    try:
        call_command("check", deploy=True, fail_level="ERROR", stdout=StringIO(), stderr=StringIO())
    except SystemCheckError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("name", "fails"), [("", True), ("Landesbetrieb Muster", False)])
def test_the_deploy_check_asks_for_the_operator(settings: Settings, name: str, fails: bool) -> None:
    settings.OPERATOR_NAME = name

    found = deploy_errors()

    assert ("ozgtracker.E001" in found, "Der Betreiber ist nicht benannt" in found) == (fails, fails)


@pytest.mark.parametrize(
    ("changes", "started"),
    [
        ({"OZG_TLS": "1", "OZG_OPERATOR": ""}, False),
        ({"OZG_TLS": "1", "OZG_OPERATOR": "   "}, False),
        ({"OZG_TLS": "1", "OZG_OPERATOR": "Landesbetrieb Muster"}, True),
        ({"OZG_TLS": "0", "OZG_OPERATOR": ""}, True),
    ],
)
def test_no_program_starts_in_earnest_without_one(changes: dict[str, str], started: bool) -> None:
    program = [sys.executable, "-c", "import ozgtracker.wsgi"]
    environment = {**os.environ, "OZG_DEBUG": "0", **changes}
    run = subprocess.run(
        program, cwd=live_settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )

    sentence = "OZG_OPERATOR fehlt: Impressum und Datenschutzhinweis müssen den Betreiber nennen."
    assert (run.returncode == 0, sentence in run.stderr) == (started, not started)
