"""The half year of the demonstration, played once for all tests that look at it."""

from __future__ import annotations

from io import StringIO

from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from accounts.models import User
from tests.closed_worlds.world import REAL
from tests.databases import Template
from tests.factories import PASSWORD

UNTIL = "--until=2022-06-15"


def simulate(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("simulate", *arguments, stdout=out)
    return out.getvalue().strip()


def _play() -> None:
    assert simulate(UNTIL, "--seed=1") == "Vorführung bis 15.06.2022 (Startwert 1): gespielt."


def _let_in() -> None:
    User.objects.update(password=make_password(PASSWORD))


PLAYED = Template("played", _play, REAL)
# The same, and all sign in with PASSWORD.
LET_IN = Template("let_in", _let_in, PLAYED)
