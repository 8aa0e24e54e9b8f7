"""What the database holds before the site starts: its tables, the real data, and on request the demonstration."""

from collections.abc import Mapping

from house import processes
from house.checkout import Checkout
from house.failures import Failure, last_word
from house.progress import Progress, Step
from house.trial import DEMO_DAY

type Command = tuple[str, ...]

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


def fill(checkout: Checkout, env: Mapping[str, str], commands: Mapping[str, Command], progress: Progress) -> None:
    """Runs the commands one after the other; each can be repeated without harm."""
    for title, command in commands.items():
        with progress.step(title) as step:
            _manage(checkout, env, title, command, step)


def _manage(checkout: Checkout, env: Mapping[str, str], title: str, command: Command, step: Step) -> None:
    log = checkout.log(command[0])
    line: processes.Words = [checkout.python, "manage.py", *command]
    if processes.run(line, log=log, step=step, env=env, cwd=checkout.root):
        raise Failure(f"„{title}“ ist fehlgeschlagen: {last_word(log)}", log=log)
