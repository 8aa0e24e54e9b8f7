"""script/check: lint, format, layers, types, migrations and sizes; all are run, all complaints are shown."""

import secrets

from house import environment, processes, sizes
from house.checkout import Checkout
from house.progress import Progress

# None of these asks database or broker anything; the settings only want them named.
_SETTINGS = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "OZG_DATABASE_POOL": "0",
}


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Runs every check and returns 0 only if all agree."""
    with Progress(1).step("Python-Umgebung") as step:
        environment.ensure(checkout, step)
    python = checkout.python
    checks: dict[str, processes.Words] = {
        "Regeln (ruff)": [python, "-m", "ruff", "check", "--output-format", "concise", "."],
        "Form (ruff format)": [python, "-m", "ruff", "format", "--check", "--output-format", "concise", "."],
        "Stockwerke (import-linter)": [python.with_name("lint-imports"), "--no-logo"],
        "Typen (mypy)": [python, "-m", "mypy", "."],
        "Migrationen": [python, "-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check", "--dry-run"],
    }
    env = _SETTINGS | {"OZG_SECRET_KEY": secrets.token_urlsafe(48), "OZG_DEBUG": "1"}
    failed = []
    for title, command in checks.items():
        print(f"\n== {title}", flush=True)
        if processes.attend(command, env=env, cwd=checkout.root):
            failed.append(title)
    if not _sizes(checkout):
        failed.append("Größen")
    print("\n" + ("Nicht in Ordnung: " + ", ".join(failed) if failed else "Alles in Ordnung."))
    return 1 if failed else 0


def _sizes(checkout: Checkout) -> bool:
    """Prints the size table and what is too long; says whether nothing is."""
    print("\n== Größen")
    files = [sizes.measure(path, checkout.root) for path in sizes.sources(checkout.root)]
    print(sizes.table(files))
    too_long = sizes.excesses(files)
    print("\n".join(too_long))
    return not too_long
