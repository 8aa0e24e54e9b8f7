"""The search for a Python that fits: 3.12 or newer, and really able to start."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def python(folder: Path, name: str, body: str) -> None:
    """Puts a program of that name into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout with nothing but the search for a Python, and an empty folder `bin` for candidates."""
    (tmp_path / "script").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "script" / "python", tmp_path / "script" / "python")
    return tmp_path


def search(bare: Path) -> subprocess.CompletedProcess[str]:
    """Runs the search with only those candidates on PATH."""
    path = f"{bare / 'bin'}:{tools(bare)}"
    return subprocess.run(
        [bare / "script" / "python", "-c", "say"],
        env={"PATH": path, "HOME": str(bare)},
        capture_output=True,
        text=True,
        check=False,
    )


def tools(bare: Path) -> Path:
    """A folder with the few programs a shell script needs, and no Python."""
    folder = bare / "tools"
    folder.mkdir(exist_ok=True)
    for name in ("sh", "dirname"):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(shutil.which(name) or "/bin/sh")
    return folder


FITS = 'case "$2" in say) echo "$0" ;; esac'


def test_the_first_python_that_really_starts_is_taken(bare: Path) -> None:
    python(bare / "bin", "python3.13", "exit 127")  # a version manager's name that stands for nothing
    python(bare / "bin", "python3.12", FITS)
    python(bare / "bin", "python3", "exit 1")  # too old

    assert search(bare).stdout.strip().endswith("bin/python3.12")


def test_the_environment_s_own_python_comes_first(bare: Path) -> None:
    (bare / ".venv" / "bin").mkdir(parents=True)
    python(bare / ".venv" / "bin", "python", FITS)
    python(bare / "bin", "python3.13", FITS)

    assert search(bare).stdout.strip() == ".venv/bin/python"


def test_a_version_manager_s_python_is_found_off_the_path(bare: Path) -> None:
    place = bare / ".pyenv" / "versions" / "3.13.0" / "bin"
    place.mkdir(parents=True)
    python(place, "python3", FITS)

    assert search(bare).stdout.strip() == str(place / "python3")


def test_without_a_fitting_python_one_sentence_says_so(bare: Path) -> None:
    python(bare / "bin", "python3", "exit 1")
    done = search(bare)

    assert done.returncode == 1
    assert done.stderr.startswith("Es fehlt ein lauffähiges Python ab Version 3.12. Abhilfe: Python 3.13 installieren")
