"""Settings from the environment: typed, and a wrong value stops the start with one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ozgtracker import environment as env

ROOT = Path(__file__).resolve().parents[2]


def start(**changed: str | None) -> subprocess.CompletedProcess[str]:
    """`manage.py check` with this environment; None takes a variable away."""
    environment = {**os.environ} | {name: value for name, value in changed.items() if value is not None}
    for name, value in changed.items():
        if value is None:
            environment.pop(name, None)
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"OZG_SECRET_KEY": None}, "OZG_SECRET_KEY fehlt. Bitte setzen Sie OZG_SECRET_KEY oder OZG_SECRET_KEY_FILE."),
        ({"OZG_SECRET_KEY": "kurz"}, "OZG_SECRET_KEY ist zu kurz: mindestens 40 Zeichen."),
        ({"OZG_DEBUG": "vielleicht"}, "OZG_DEBUG='vielleicht': Erlaubt sind 1 (ja) und 0 (nein)."),
        ({"OZG_TODAY": "gestern"}, "OZG_TODAY='gestern': Erlaubt ist ein Tag wie 2022-06-15."),
        ({"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL: Erlaubt ist nur PostgreSQL (postgresql://…), nicht „sqlite“."),
        ({"OZG_SMTP_PORT": "99999"}, "OZG_SMTP_PORT='99999': Erlaubt ist eine ganze Zahl von 1 bis 65535."),
        ({"OZG_SMTP_SECURITY": "ssl"}, "OZG_SMTP_SECURITY='ssl': Erlaubt sind none, starttls, tls."),
        ({"OZG_LOG_LEVEL": "laut"}, "OZG_LOG_LEVEL='laut': Erlaubt sind DEBUG, ERROR, INFO, WARNING."),
        (
            {"OZG_SECRET_KEY_FILE": "/gibt/es/nicht"},
            "OZG_SECRET_KEY_FILE: Die Datei „/gibt/es/nicht“ ist nicht lesbar (No such file or directory).",
        ),
    ],
)
def test_it_stops_the_start_with_one_sentence_and_no_trace(changed: dict[str, str | None], sentence: str) -> None:
    stopped = start(**changed)

    assert (stopped.returncode, stopped.stderr.strip(), stopped.stdout) == (1, sentence, "")


@pytest.mark.slow
def test_it_starts_with_a_secret_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("x" * 50 + "\n", encoding="utf-8")

    started = start(OZG_SECRET_KEY=None, OZG_SECRET_KEY_FILE=str(secret))

    assert (started.returncode, started.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_it_prefers_the_file_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text(" aus der Datei\n", encoding="utf-8")
    monkeypatch.setenv("X", "aus der Umgebung")
    monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))

    assert env.text("X") == "aus der Datei"


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("Ja", True), ("true", True), ("0", False), ("nein", False), ("", True)]
)
def test_it_reads_yes_and_no(monkeypatch: pytest.MonkeyPatch, value: str, *, meant: bool) -> None:
    monkeypatch.setenv("X", value)

    assert env.flag("X", default=True) is meant


@pytest.mark.parametrize("value", ["-1", "11", "²", "1.5", "", "x"])
def test_it_takes_only_whole_numbers_in_range(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)

    with pytest.raises(env.SettingsError, match="Erlaubt ist eine ganze Zahl von 0 bis 10"):
        env.number("X", default=5, high=10)


def test_it_falls_back_to_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("X", raising=False)

    found = (env.text("X", "a"), env.flag("X", default=False), env.number("X", default=7), env.words("X"), env.day("X"))

    assert found == ("a", False, 7, [], None)
    assert env.one_of("X", {"a", "b"}, default="b") == "b"


def test_it_reads_words_and_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " a.example , ,b.example,")
    monkeypatch.setenv("Y", "2022-06-15")

    assert (env.words("X"), env.day("Y")) == (["a.example", "b.example"], date(2022, 6, 15))


@pytest.mark.parametrize(
    ("url", "read"),
    [
        (
            "postgresql://nutzer:ge%40heim@db.example:5433/ozg",
            {
                "NAME": "ozg",
                "USER": "nutzer",
                "PASSWORD": "ge@heim",
                "HOST": "db.example",
                "PORT": "5433",
                "OPTIONS": {},
            },
        ),
        (
            "postgres:///ozg?host=/run/pg&sslmode=require",
            {
                "NAME": "ozg",
                "USER": "",
                "PASSWORD": "",
                "HOST": "/run/pg",
                "PORT": "",
                "OPTIONS": {"sslmode": "require"},
            },
        ),
    ],
)
def test_it_reads_a_database_url(monkeypatch: pytest.MonkeyPatch, url: str, read: dict[str, object]) -> None:
    monkeypatch.setenv("X", url)

    assert env.database("X") == {"ENGINE": "django.db.backends.postgresql", **read}


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        (lambda: env.text("FEHLT"), "FEHLT fehlt. Bitte setzen Sie FEHLT oder FEHLT_FILE."),
        (lambda: env.flag("X", default=True), "X='falsch': Erlaubt sind 1 (ja) und 0 (nein)."),
        (lambda: env.one_of("X", {"b", "a"}, default="a"), "X='falsch': Erlaubt sind a, b."),
        (lambda: env.day("X"), "X='falsch': Erlaubt ist ein Tag wie 2022-06-15."),
        (lambda: env.database("X"), "X: Erlaubt ist nur PostgreSQL (postgresql://…), nicht „“."),
        (lambda: env.text("Y"), "Y_FILE: Die Datei „/gibt/es/nicht“ ist nicht lesbar (No such file or directory)."),
    ],
)
def test_it_stops_with_a_sentence(monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], sentence: str) -> None:
    monkeypatch.setenv("X", "falsch")
    monkeypatch.setenv("Y_FILE", "/gibt/es/nicht")

    with pytest.raises(SystemExit) as stopped:
        read()

    assert str(stopped.value) == sentence


def test_it_asks_for_the_name_of_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "postgresql://host/")

    with pytest.raises(env.SettingsError, match="Der Name der Datenbank fehlt"):
        env.database("X")
