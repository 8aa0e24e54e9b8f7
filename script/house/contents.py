"""What the database holds before the site starts: its tables, the real data, and on request the demonstration."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from house.checkout import Checkout
from house.processes import Program, Words
from house.progress import Progress

type Command = tuple[str, ...]

DEMO_DAY = "2022-06-15"
REAL: Mapping[str, Command] = {
    "Tabellen": ("migrate", "--noinput"),
    "Stil und Schrift": ("collectstatic", "--noinput"),
    "Gebiete und Verwaltungen": ("load_territory",),
    "Leistungskatalog": ("load_catalogue",),
    "Plan vom 21.12.2021": ("load_plan",),
}
DEMONSTRATION: Mapping[str, Command] = {
    "Vorführung bis 15.06.2022": ("simulate", "--until", DEMO_DAY, "--seed", "1"),
    "Anmeldungen zur Vorführung": ("demo_accounts",),
}
# What lies in a checkout and makes no contents.
BESIDES = {"var", "tests", "docs", "script", "deploy", "bench", "__pycache__"}


def fill(
    checkout: Checkout,
    commands: Mapping[str, Command],
    progress: Progress,
    environments: Mapping[str, Mapping[str, str]],
    note: Path | None,
) -> None:
    """Runs the commands one after the other, each in the environment of whom it works as; repeating them does no harm.

    Where `note` says that this database holds what these very sources make, nothing is run: it takes a moment.
    """
    now = sources(checkout.root)
    left = [checkout.var / "static", *(checkout.log(command[0]) for command in commands.values())]
    noted = note.read_text("utf-8") if note is not None and note.exists() else ""
    unchanged = noted == now and all(place.exists() for place in left)
    for title, command in commands.items():
        with progress.step(title) as step:
            if unchanged:
                step.note("unverändert")
                continue
            line: Words = [checkout.python, "manage.py", *command]
            program = Program(line, checkout.log(command[0]), environments[works_as(command)])
            program.run(step, failed=f"„{title}“ ist fehlgeschlagen")
    if note is not None:
        note.write_text(now, "utf-8")


def works_as(command: Sequence[str]) -> str:
    """Names whom a command of manage.py works as: the owner changes tables, all others are the application's."""
    return "owner" if "migrate" in command[:1] else "application"


def sources(root: Path) -> str:
    """Names everything the contents are made of: our code, data, templates and styles, and the lock."""
    digest = hashlib.sha256()
    for folder, inside, names in root.walk():
        inside[:] = sorted(name for name in inside if name not in BESIDES and not name.startswith("."))
        for file in (folder / name for name in sorted(names) if not name.startswith(".")):
            digest.update(f"\0{file.relative_to(root)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
