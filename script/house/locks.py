"""script/lock: writes the exact versions anew from pyproject.toml, for every Python from 3.12 on."""

import shutil
import sys
import tempfile
from pathlib import Path

from house import processes
from house.checkout import Checkout
from house.failures import Failure, tail
from house.progress import Progress

GROUPS = {"production": (), "development": ("engines", "test", "lint")}


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Writes both locks; without `uv` on PATH it comes from a temporary environment."""
    with (
        Progress(1).step("Sperrdateien") as step,
        tempfile.TemporaryDirectory(prefix="ozg-") as folder,
    ):
        uv = shutil.which("uv") or _lent(checkout, Path(folder))
        for name, groups in GROUPS.items():
            log = checkout.log("lock")
            if processes.run([uv, *command(name, groups)], log=log, step=step, cwd=checkout.root):
                raise Failure(
                    f"Die Sperrdatei {name}.lock ließ sich nicht schreiben: {tail(log)}",
                    log=log,
                )
    return 0


def command(name: str, groups: tuple[str, ...]) -> list[str]:
    """Returns what uv is asked for: all platforms, hashes, and no trace of the registry it asked."""
    chosen = [part for group in groups for part in ("--group", group)]
    quiet = ["--no-header", "--no-emit-index-url", "--no-annotate"]
    target = ["-o", f"requirements/{name}.lock"]
    every = [
        "pip",
        "compile",
        "-q",
        "--universal",
        "--python-version",
        "3.12",
        "--generate-hashes",
    ]
    return [*every, *quiet, "pyproject.toml", *chosen, *target]


def _lent(checkout: Checkout, folder: Path) -> str:
    """Makes a temporary environment with uv in it."""
    log = checkout.log("lock")
    made = processes.run([sys.executable, "-m", "venv", folder / "uv"], log=log) == 0
    pip: processes.Words = [folder / "uv" / "bin" / "python", "-m", "pip", "install", "-q", "uv"]
    if not made or processes.run(pip, log=log):
        raise Failure(f"uv ließ sich nicht holen: {tail(log)}", log=log)
    return str(folder / "uv" / "bin" / "uv")
