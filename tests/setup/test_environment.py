"""The stamp of the environment, the reading of the lock, and the sentences for a failed installation."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import environment
from house.failures import Failure
from hypothesis import given
from hypothesis import strategies as st

LOCK = """\
django==6.1.3 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
Foo_Bar.baz==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
psycopg[binary,pool]==3.3.9 \\
    --hash=sha256:dd
"""


def test_a_lock_is_read_with_versions_and_markers() -> None:
    read = environment.pins(LOCK)

    assert read == {"django": ("6.1.3", False), "foo-bar-baz": ("1.0", True), "psycopg": ("3.3.9", False)}


def test_the_locks_of_this_project_are_read_whole() -> None:
    root = Path(__file__).resolve().parents[2]
    for name in ("production", "development"):
        text = (root / "requirements" / f"{name}.lock").read_text("utf-8")

        pinned = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]

        assert len(environment.pins(text)) == len(pinned)


def test_nothing_is_missing_when_every_version_agrees() -> None:
    wanted = {"django": ("6.1.3", False), "colorama": ("0.4", True)}

    assert environment.missing(wanted, {"django": "6.1.3", "pip": "24.2"}) == []
    assert environment.missing(wanted, {"django": "6.1.3", "colorama": "0.4"}) == []


def test_absent_and_other_versions_are_missing() -> None:
    wanted = {"django": ("6.1.3", False), "celery": ("5.7.0", False), "colorama": ("0.4", True)}

    assert environment.missing(wanted, {"django": "6.0", "colorama": "0.3"}) == ["celery", "colorama", "django"]


@given(st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,20}\Z"))
def test_a_name_is_normalised_once_and_for_all(name: str) -> None:
    once = environment.normalised(name)

    assert environment.normalised(once) == once
    assert environment.normalised(name.upper()) == once


def test_the_stamp_changes_with_the_lock_and_the_place(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("django==6.1.3\n")
    first = environment.stamp(lock, tmp_path / ".venv")

    assert environment.stamp(lock, tmp_path / ".venv") == first
    assert environment.stamp(lock, tmp_path / "moved" / ".venv") != first
    lock.write_text("django==6.1.4\n")
    assert environment.stamp(lock, tmp_path / ".venv") != first


def test_a_lost_lock_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure) as raised:
        environment.stamp(tmp_path / "gone.lock", tmp_path)

    assert str(raised.value).startswith(f"Die Sperrdatei {tmp_path}/gone.lock fehlt. Abhilfe:")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "Sperrdatei l ist beschädigt"),
        ("ERROR: Invalid requirement: 'django=6'", "Sperrdatei l ist beschädigt"),
        ("ERROR: Hashes are required in --require-hashes mode, but they are missing", "Sperrdatei l ist beschädigt"),
        ("OSError: [Errno 28] No space left on device", "Datenträger ist voll"),
        ("NewConnectionError('...: Temporary failure in name resolution')", "PyPI ist nicht erreichbar"),
        ("ProxyError('Cannot connect to proxy.')\nERROR: No matching distribution found", "PyPI ist nicht erreichbar"),
        ("ERROR: No matching distribution found for django==6.1.3", "gibt es für diesen Rechner nicht"),
        ("something else", "ließen sich nicht installieren"),
    ],
)
def test_each_way_to_fail_has_its_sentence(written: str, said: str) -> None:
    sentence = environment.reason(written, "l")

    assert said in sentence
    assert "Abhilfe:" in sentence
