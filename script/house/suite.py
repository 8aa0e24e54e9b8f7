"""script/test: sets everything up, runs the tests on private engines, and leaves nothing running."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from house import engines, environment, packages, processes
from house.checkout import Checkout
from house.progress import Progress

SPACE = 400


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Runs all tests with branch coverage, or a part (pytest's own arguments) without; returns the exit code."""
    checkout.require_space(SPACE)
    progress = Progress(3)
    with progress.step("Python-Umgebung") as step:
        environment.ensure(checkout, step)
    with progress.step("Systempakete") as step:
        packages.ensure(checkout, packages.PDF + packages.BROWSER, step)
    with contextlib.ExitStack() as stack:
        with progress.step("Datenbank und Nachrichtenverteiler") as step:
            running = stack.enter_context(engines.passing(checkout, step))
        own = stack.enter_context(tempfile.TemporaryDirectory(prefix="ozg-test-"))
        (Path(own) / "static").mkdir()  # the place of collected files: whitenoise wants it to exist
        return _pytest(checkout, settings(running.urls) | {"OZG_VAR_DIR": own}, arguments)


def settings(urls: dict[str, str]) -> dict[str, str]:
    """Returns the settings of a test run: a key nobody else has, and nothing of the person's own environment."""
    own = {name: "" for name in os.environ if name.startswith("OZG_")}
    return (
        own
        | urls
        | {
            "OZG_SECRET_KEY": secrets.token_urlsafe(48),
            "OZG_DEBUG": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
    )


def _pytest(checkout: Checkout, env: dict[str, str], arguments: list[str]) -> int:
    if arguments:
        return processes.attend([checkout.python, "-m", "pytest", *arguments], env=env, cwd=checkout.root)
    env = env | {"COVERAGE_FILE": str(checkout.var / f"coverage-{os.getpid()}")}
    coverage: processes.Words = [checkout.python, "-m", "coverage"]
    try:
        tests = processes.attend([*coverage, "run", "-m", "pytest"], env=env, cwd=checkout.root)
        report = processes.attend([*coverage, "report"], env=env, cwd=checkout.root)
    finally:
        for part in checkout.var.glob(f"coverage-{os.getpid()}*"):
            part.unlink()
    return tests or report
