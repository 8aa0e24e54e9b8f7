"""script/lock asks uv for locks that serve every machine and name no registry."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASKED = (
    "pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-emit-index-url --no-annotate "
    "pyproject.toml"
)


def lock(place: Path) -> subprocess.CompletedProcess[str]:
    """Runs it with only what lies in `bin` and a shell's few programs."""
    (place / "script").mkdir(exist_ok=True)
    (place / "bin").mkdir(exist_ok=True)
    shutil.copy(ROOT / "script" / "lock", place / "script" / "lock")
    for name in ("sh", "dirname"):
        (place / "bin" / name).unlink(missing_ok=True)
        (place / "bin" / name).symlink_to(shutil.which(name) or "/bin/sh")
    env = {"PATH": str(place / "bin")}
    return subprocess.run([place / "script" / "lock"], env=env, capture_output=True, text=True, check=False)


def test_both_locks_are_written_without_the_registry_s_name(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "uv").write_text('#!/bin/sh\necho "$@"\n')
    (tmp_path / "bin" / "uv").chmod(0o755)

    assert lock(tmp_path).stdout.splitlines() == [
        f"{ASKED} -o requirements/production.lock",
        f"{ASKED} --group engines --group test --group lint -o requirements/development.lock",
    ]


def test_without_uv_one_sentence_says_so(tmp_path: Path) -> None:
    done = lock(tmp_path)

    assert (done.returncode, done.stderr) == (
        1,
        "Es fehlt uv. Abhilfe: python3 -m pip install uv – und erneut starten.\n",
    )
