"""That the disk fills up is said in time: by /readyz, and once an hour in the log."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from ozgtracker import health, heartbeats
from ozgtracker.space import short_of_space
from ozgtracker.tasks import heartbeat

TERABYTES = 10**9  # in megabytes: more than any disk of ours has free


def test_enough_is_not_spoken_of(settings: Settings) -> None:
    settings.FREE_SPACE_MB = 0

    assert short_of_space() == ""


def test_the_folder_with_the_least_room_is_named(settings: Settings, tmp_path: Path) -> None:
    """Where a small disk can be mounted it is one; anyhow a folder that is not made yet counts as the one above it."""
    settings.FREE_SPACE_MB, settings.WATCHED_FOLDERS = TERABYTES, [tmp_path / "not" / "yet"]
    left = shutil.disk_usage(tmp_path).free // 1_000_000

    said = short_of_space()

    start = f"Auf dem Datenträger von {tmp_path}/not/yet sind noch "
    number, rest = said.removeprefix(start).split(" MB frei, ")
    assert (said.startswith(start), rest) == (True, f"weniger als {TERABYTES} MB.")
    assert abs(int(number) - left) < 1000  # others write there too


def test_of_several_disks_the_fullest_counts(settings: Settings) -> None:
    # /proc is a file system of its own, and has no room at all.
    settings.FREE_SPACE_MB, settings.WATCHED_FOLDERS = 1, [settings.BASE_DIR, Path("/proc/self")]

    assert short_of_space() == "Auf dem Datenträger von /proc/self sind noch 0 MB frei, weniger als 1 MB."


@pytest.mark.django_db
def test_readyz_says_it_and_pages_stay_up(settings: Settings, client: Client) -> None:
    heartbeats.beat(heartbeats.WORKER)
    heartbeats.beat(heartbeats.BEAT)
    assert client.get("/readyz").status_code == 200

    settings.FREE_SPACE_MB, settings.WATCHED_FOLDERS = 1, [Path("/proc")]
    health.look_anew()
    whole, web = client.get("/readyz"), client.get("/readyz?of=web")

    said = {"space": "Auf dem Datenträger von /proc sind noch 0 MB frei, weniger als 1 MB."}
    assert (whole.status_code, whole.json()["reasons"]) == (503, said)
    assert (web.status_code, web.json()["reasons"]) == (200, {})


@pytest.mark.django_db
def test_the_log_says_it_once_an_hour(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.FREE_SPACE_MB, settings.WATCHED_FOLDERS = 1, [Path("/proc")]

    for _ in range(5):
        heartbeat()

    said = [(record.levelno, record.getMessage()) for record in caplog.records if record.name == "ozgtracker.telling"]
    assert said == [(logging.WARNING, "Auf dem Datenträger von /proc sind noch 0 MB frei, weniger als 1 MB.")]
