"""script/test and script/bench run on private engines and leave nothing running; script/check asks the code alone."""

import contextlib
import os
import secrets
from collections.abc import Iterator

from house import contents, engines, environment, packages, processes
from house.checkout import Checkout
from house.packages import Need
from house.progress import Progress

SPACE = 400
# Each works on databases of its own of one PostgreSQL, and on one of the sixteen of one Valkey (tests/workers.py).
MOST_WORKERS = 8
# No check asks database or broker anything; the settings only want them named.
NOWHERE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "OZG_DATABASE_POOL": "0",
}


def test(checkout: Checkout, arguments: list[str]) -> int:
    """Runs all tests with coverage, or a part (pytest's own arguments) without; returns the exit code."""
    with place(checkout, packages.PDF + packages.BROWSER) as env:
        if arguments:
            return processes.attend([checkout.python, "-m", "pytest", *arguments], env=env)
        return processes.attend(everything(checkout), env=env | {"COVERAGE_FILE": f"{env['OZG_VAR_DIR']}/coverage"})


def bench(checkout: Checkout, arguments: list[str]) -> int:
    """Measures the main pages with the benchmark's own arguments."""
    with place(checkout, packages.PDF) as env:
        own = {"OZG_TODAY": contents.DEMO_DAY, "OZG_DATABASE_POOL": "0"}
        own["PYTHONPATH"] = str(checkout.root / "script")  # it starts the web server as it is shipped
        return processes.attend([checkout.python, "-m", "bench", *arguments], env=engines.as_owner(env) | own)


def check(checkout: Checkout, arguments: list[str]) -> int:
    """Runs lint, format, layers, types, migrations and sizes; all complaints are shown, 0 only if there is none."""
    environment.steps(checkout, Progress(1))
    python = checkout.python
    checks: dict[str, processes.Words] = {
        "Regeln (ruff)": [python, "-m", "ruff", "check", "--output-format", "concise", "."],
        "Form (ruff format)": [python, "-m", "ruff", "format", "--check", "--output-format", "concise", "."],
        "Stockwerke (import-linter)": [python.with_name("lint-imports"), "--no-logo"],
        "Typen (mypy)": [python, "-m", "mypy", "."],
        "Migrationen": [python, "-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check", "--dry-run"],
        "Größen": [python, "-m", "pytest", "-q", "--noconftest", "tests/setup/test_sizes.py"],
    }
    env = settings(NOWHERE)
    failed = []
    for title, command in checks.items():
        print(f"\n== {title}", flush=True)
        if processes.attend(command, env=env):
            failed.append(title)
    print("\n" + ("Nicht in Ordnung: " + ", ".join(failed) if failed else "Alles in Ordnung."))
    return 1 if failed else 0


def everything(checkout: Checkout) -> processes.Words:
    """Returns the command that runs all tests, as many files of them at once as there are cores.

    A database and a broker somebody brings may not be theirs alone: one test at a time works on them.
    """
    workers = 0 if engines.given() else min(os.cpu_count() or 1, MOST_WORKERS)
    shared = ["--numprocesses", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"]
    return [checkout.python, "-m", "pytest", "tests", *shared, "--cov", "--cov-report", "term-missing:skip-covered"]


@contextlib.contextmanager
def place(checkout: Checkout, needs: tuple[Need, ...]) -> Iterator[dict[str, str]]:
    """The environment of one run: engines and a folder nobody else has."""
    checkout.require_space(SPACE)
    progress = Progress(3)
    environment.steps(checkout, progress, needs)
    with contextlib.ExitStack() as stack:
        with progress.step("Datenbank und Nachrichtenverteiler") as step:
            running = stack.enter_context(engines.running(checkout, step))
        own = stack.enter_context(engines.passing_folder(checkout))
        (own / "static").mkdir()  # the place of collected files: whitenoise wants it to exist
        yield settings(running.urls) | {"OZG_VAR_DIR": str(own)}


def settings(urls: dict[str, str]) -> dict[str, str]:
    """Returns the settings of a test run: a key nobody else has, and nothing of the person's own environment."""
    nothing = {name: "" for name in os.environ if name.startswith("OZG_")}
    own = {"OZG_SECRET_KEY": secrets.token_urlsafe(48), "OZG_DEBUG": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return nothing | urls | own
