"""script/test: sets everything up, runs the tests on private engines, and leaves nothing running."""

import contextlib
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from house import engines, environment, packages, processes
from house.checkout import Checkout
from house.processes import Program
from house.progress import Progress, Step

SPACE = 400

# Two halves of about the same length, each on engines of its own, so that two cores are used and no test meets
# another's messages. The second half is everything else: a new folder of tests belongs to it by itself;
# who looks at the half year played is there, so that it is played once.
FIRST_HALF = (
    "tests/accounts",
    "tests/closed_worlds",
    "tests/dashboards",
)


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Runs all tests with coverage, or a part (pytest's own arguments) without; returns the exit code."""
    checkout.require_space(SPACE)
    progress = Progress(3)
    environment.steps(checkout, progress, packages.PDF + packages.BROWSER)
    with contextlib.ExitStack() as stack:
        with progress.step("Datenbank und Nachrichtenverteiler") as step:
            here = stack.enter_context(place(checkout, step))
            beside = None
            if not arguments and not engines.given():
                beside = stack.enter_context(place(checkout, step))
        if arguments:
            return processes.attend([checkout.python, "-m", "pytest", *arguments], env=here)
        return _all(checkout, here, beside)


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


def _all(checkout: Checkout, here: dict[str, str], beside: dict[str, str] | None) -> int:
    """Everything, with coverage: both halves at once where there are two places, otherwise one after the other."""
    data = checkout.var / f"coverage-{os.getpid()}"
    coverage: processes.Words = [checkout.python, "-m", "coverage"]
    first = [*coverage, "run", f"--data-file={data}-a", "-m", "pytest", *FIRST_HALF]
    others = [f"--ignore={folder}" for folder in FIRST_HALF]
    second = [*coverage, "run", f"--data-file={data}-b", "-m", "pytest", "tests", *others]
    try:
        if beside is None:
            codes = [processes.attend(half, env=here) for half in (first, second)]
        else:
            codes = _together(checkout, (first, beside), (second, here))
        combine = [*coverage, "combine", "--quiet", f"--data-file={data}", f"{data}-a", f"{data}-b"]
        codes.append(processes.attend(combine, env=here))
        codes.append(processes.attend([*coverage, "report", f"--data-file={data}"], env=here))
    finally:
        for part in checkout.var.glob(f"{data.name}*"):
            part.unlink()
    return next((code for code in codes if code), 0)


def _together(
    checkout: Checkout, quiet: tuple[processes.Words, dict[str, str]], shown: tuple[processes.Words, dict[str, str]]
) -> list[int]:
    """Runs one half in the background, its output shown once the other has ended; returns both exit codes."""
    log = checkout.log(f"test-{os.getpid()}")
    try:
        with Program(quiet[0], log, quiet[1]).running() as program:
            code = processes.attend(shown[0], env=shown[1])
            other = program.process.wait()
    finally:
        sys.stdout.write(log.read_text(encoding="utf-8", errors="replace"))
        sys.stdout.flush()
        log.unlink()
    return [other, code]
