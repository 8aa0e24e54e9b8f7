"""script/test: sets everything up, runs the tests on private engines, and leaves nothing running."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from house import engines, environment, packages, processes
from house.checkout import Checkout
from house.progress import Progress, Step

SPACE = 400
# Each works on databases of its own of one PostgreSQL, and on one of the sixteen of one Valkey (tests/workers.py).
MOST_WORKERS = 8


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Runs all tests with coverage, or a part (pytest's own arguments) without; returns the exit code."""
    checkout.require_space(SPACE)
    progress = Progress(3)
    environment.steps(checkout, progress, packages.PDF + packages.BROWSER)
    with contextlib.ExitStack() as stack:
        with progress.step("Datenbank und Nachrichtenverteiler") as step:
            env = stack.enter_context(place(checkout, step))
        if arguments:
            return processes.attend([checkout.python, "-m", "pytest", *arguments], env=env)
        return processes.attend(everything(checkout), env=env | {"COVERAGE_FILE": f"{env['OZG_VAR_DIR']}/coverage"})


def everything(checkout: Checkout) -> processes.Words:
    """Returns the command that runs all tests, as many files of them at once as there are cores.

    A database and a broker somebody brings may not be theirs alone: one test at a time works on them.
    """
    workers = 0 if engines.given() else min(os.cpu_count() or 1, MOST_WORKERS)
    shared = ["--numprocesses", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"]
    return [checkout.python, "-m", "pytest", "tests", *shared, "--cov", "--cov-report", "term-missing:skip-covered"]


@contextlib.contextmanager
def place(checkout: Checkout, step: Step) -> Iterator[dict[str, str]]:
    """The environment of one test run: engines and a folder nobody else has."""
    with (
        engines.passing(checkout, step) as running,
        tempfile.TemporaryDirectory(prefix="ozg-test-") as own,
    ):
        (Path(own) / "static").mkdir()  # the place of collected files: whitenoise wants it to exist
        yield settings(running.urls) | {"OZG_VAR_DIR": own}


def settings(urls: dict[str, str]) -> dict[str, str]:
    """Returns the settings of a test run: a key nobody else has, and nothing of the person's own environment."""
    nothing = {name: "" for name in os.environ if name.startswith("OZG_")}
    own = {"OZG_SECRET_KEY": secrets.token_urlsafe(48), "OZG_DEBUG": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return nothing | urls | own
