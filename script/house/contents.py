"""What the database holds before the site starts: its tables, the real data, and on request the demonstration."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from house import processes
from house.checkout import Checkout
from house.failures import Failure, last_word
from house.progress import Progress, Step
from house.trial import DEMO_DAY

type Command = tuple[str, ...]

BESIDES = {"var", "tests", "docs", "script", "deploy", "bench", "requirements"}

REAL: Mapping[str, Command] = {
    "Tabellen": ("migrate", "--noinput"),
    "Stil und Schrift": ("collectstatic", "--noinput"),
    "Gebiete und Verwaltungen": ("load_territory",),
    "Leistungskatalog": ("load_catalogue",),
    "Plan vom 21.12.2021": ("load_plan",),
}
# Commands that change tables; all others work as the application does.
OF_THE_OWNER = {"migrate"}
DEMONSTRATION: Mapping[str, Command] = {
    "Vorführung bis 15.06.2022": ("simulate", "--until", DEMO_DAY, "--seed", "1"),
    "Anmeldungen zur Vorführung": ("demo_accounts",),
}


def fill(
    checkout: Checkout,
    commands: Mapping[str, Command],
    progress: Progress,
    *,
    env: Mapping[str, str],
    owner: Mapping[str, str],
    note: Path | None,
) -> None:
    """Runs the commands one after the other; each can be repeated without harm.

    Where `note` says that this database holds what these very sources make, nothing is run: it takes a moment.
    """
    now = sources(checkout.root)
    unchanged = note is not None and _read(note) == now and all(place.exists() for place in _made(checkout, commands))
    for title, command in commands.items():
        with progress.step(title) as step:
            if unchanged:
                step.note("unverändert")
            else:
                _manage(checkout, owner if command[0] in OF_THE_OWNER else env, title, command, step)
    if note is not None:
        note.write_text(now, "utf-8")


def sources(root: Path) -> str:
    """Names everything the contents are made of: our code, data, templates and styles, and the lock."""
    digest = hashlib.sha256((root / "requirements" / "development.lock").read_bytes())
    rooms = sorted(path for path in root.iterdir() if not path.name.startswith(".") and path.name not in BESIDES)
    files = [file for room in rooms for file in ([room] if room.is_file() else sorted(room.rglob("*")))]
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(f"\0{file.relative_to(root)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _read(note: Path) -> str:
    return note.read_text("utf-8") if note.exists() else ""


def _made(checkout: Checkout, commands: Mapping[str, Command]) -> list[Path]:
    """What the commands leave outside the database."""
    logs = [checkout.log(command[0]) for command in commands.values()]
    accounts = [checkout.var / "demo-accounts.json"] if ("demo_accounts",) in commands.values() else []
    return [checkout.var / "static", *logs, *accounts]


def _manage(checkout: Checkout, env: Mapping[str, str], title: str, command: Command, step: Step) -> None:
    log = checkout.log(command[0])
    line: processes.Words = [checkout.python, "manage.py", *command]
    if processes.run(line, log=log, step=step, env=env, cwd=checkout.root):
        raise Failure(f"„{title}“ ist fehlgeschlagen: {last_word(log)}", log=log)
