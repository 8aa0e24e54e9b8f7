"""Whoever runs it in earnest is named: without a name neither check nor start succeeds."""

from __future__ import annotations

import os
import re
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


NAME, CONTACT = "Landesbetrieb Muster", "stelle@muster.example"
# Nothing of it can be read, though none of it is empty: a zero-width space, a soft hyphen, a braille blank.
UNREADABLE = "\u200b. \u00ad–\u2800"


@pytest.mark.parametrize(
    ("name", "contact", "errors"),
    [
        (NAME, CONTACT, set()),
        ("", CONTACT, {"E001"}),
        (UNREADABLE, CONTACT, {"E001"}),
        (NAME, "", {"E002"}),
        (NAME, UNREADABLE, {"E002"}),
    ],
)
def test_the_deploy_check_asks_for_the_operator(settings: Settings, name: str, contact: str, errors: set[str]) -> None:
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = name, contact

    assert set(re.findall(r"ozgtracker\.(E\d+)", deploy_errors())) == errors


@pytest.mark.parametrize(
    ("tls", "name", "contact", "missing"),
    [
        ("1", NAME, CONTACT, None),
        ("1", "", CONTACT, "OZG_OPERATOR"),
        ("1", "   ", CONTACT, "OZG_OPERATOR"),
        ("1", UNREADABLE, CONTACT, "OZG_OPERATOR"),
        ("1", NAME, "", "OZG_OPERATOR_CONTACT"),
        ("1", NAME, UNREADABLE, "OZG_OPERATOR_CONTACT"),
        ("0", "", "", None),
    ],
)
def test_no_program_starts_in_earnest_without_one(tls: str, name: str, contact: str, missing: str | None) -> None:
    program = [sys.executable, "-c", "import ozgtracker.wsgi"]
    changes = {"OZG_DEBUG": "0", "OZG_TLS": tls, "OZG_OPERATOR": name, "OZG_OPERATOR_CONTACT": contact}
    run = subprocess.run(
        program, cwd=live_settings.BASE_DIR, env=os.environ | changes, capture_output=True, text=True, check=False
    )

    refused = re.match(r"(\w+) fehlt: ", run.stderr)
    assert (run.returncode, refused and refused[1]) == (int(bool(missing)), missing)
