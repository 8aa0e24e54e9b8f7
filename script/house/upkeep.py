"""script/check, script/bench and script/lock: what looks after the code, its speed and its locked versions."""

import contextlib
import shutil
import sys
import tempfile

from house import contents, engines, environment, packages, processes, sizes, suite
from house.checkout import Checkout
from house.processes import Program
from house.progress import Progress

SPACE = 400
# No check asks database or broker anything; the settings only want them named.
NOWHERE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "OZG_DATABASE_POOL": "0",
}
LOCKS = {"production": (), "development": ("engines", "test", "lint")}


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
    }
    env = suite.settings(NOWHERE)
    failed = []
    for title, command in checks.items():
        print(f"\n== {title}", flush=True)
        if processes.attend(command, env=env):
            failed.append(title)
    print("\n== Größen")
    measured = [size for path in sizes.sources(checkout.root) for size in sizes.measure(path, checkout.root)]
    too_long = [*sizes.excesses(measured), *sizes.wide_lines(checkout.root)]
    print(sizes.table(measured), *too_long, sep="\n")
    if too_long:
        failed.append("Größen")
    print("\n" + ("Nicht in Ordnung: " + ", ".join(failed) if failed else "Alles in Ordnung."))
    return 1 if failed else 0


def bench(checkout: Checkout, arguments: list[str]) -> int:
    """Measures the main pages on private engines, with the benchmark's own arguments; nothing is left running."""
    checkout.require_space(SPACE)
    progress = Progress(3)
    environment.steps(checkout, progress, packages.PDF)
    with contextlib.ExitStack() as stack:
        with progress.step("Datenbank und Nachrichtenverteiler") as step:
            env = stack.enter_context(suite.place(checkout, step))
        env = engines.as_owner(env) | {"OZG_TODAY": contents.DEMO_DAY, "OZG_DATABASE_POOL": "0"}
        env |= {"PYTHONPATH": str(checkout.root / "script")}  # it starts the web server as it is shipped
        return processes.attend([checkout.python, "-m", "bench", *arguments], env=env)


def lock(checkout: Checkout, arguments: list[str]) -> int:
    """Writes both locks for every Python from 3.12 on; without `uv` on PATH it comes from a temporary environment."""
    log = checkout.log("lock")
    with Progress(1).step("Sperrdateien") as step, tempfile.TemporaryDirectory(prefix="ozg-") as folder:
        uv = shutil.which("uv")
        if uv is None:
            pip = [f"{folder}/bin/python", "-m", "pip", "install", "-q", "uv"]
            for command in ([sys.executable, "-m", "venv", folder], pip):
                Program(command, log).run(step, failed="uv ließ sich nicht holen")
            uv = f"{folder}/bin/uv"
        for name, groups in LOCKS.items():
            failed = f"Die Sperrdatei {name}.lock ließ sich nicht schreiben"
            Program([uv, *compiling(name, groups)], log).run(step, failed=failed)
    return 0


def compiling(name: str, groups: tuple[str, ...]) -> list[str]:
    """Returns what uv is asked for: all platforms, hashes, and no trace of the registry it asked."""
    every = ["pip", "compile", "-q", "--universal", "--python-version", "3.12", "--generate-hashes"]
    quiet = ["--no-header", "--no-emit-index-url", "--no-annotate"]
    chosen = [word for group in groups for word in ("--group", group)]
    return [*every, *quiet, "pyproject.toml", *chosen, "-o", f"requirements/{name}.lock"]
