"""script/server runs the site until Ctrl-C; script/manage runs a command of manage.py as that site would."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping

from house import contents, engines, environment, locking, packages, processes, site
from house.checkout import Checkout
from house.failures import Failure
from house.processes import Program
from house.progress import Progress
from house.site import Address

SPACE = 500
RUNNING = "running.json"


def serve(checkout: Checkout, arguments: list[str]) -> int:
    """Runs the site; `--demo` adds labelled demonstration reports up to 15.06.2022, in a database of their own."""
    if arguments not in ([], ["--demo"]):
        raise Failure("Aufruf: script/server [--demo]")
    demo = bool(arguments)
    address = site.wanted()
    site.require_free(address)
    checkout.require_space(SPACE)
    with contextlib.ExitStack() as stack:
        programs = _start(checkout, address, stack, demo=demo)
        _greet(checkout, address, demo=demo)
        site.watch(programs)
    return 0


def manage(checkout: Checkout, arguments: list[str]) -> int:
    """Runs the command at the terminal and returns its exit code; without a running site it says so."""
    try:
        said = json.loads((checkout.var / RUNNING).read_text("utf-8"))
        running = locking.lives(said["process"])  # a killed one leaves its file
    except (OSError, ValueError, KeyError):
        running = False
    if not running:
        raise Failure("Die Anwendung läuft nicht. Abhilfe: in einem anderen Fenster script/server starten.")
    env = said[contents.works_as(arguments)]
    return processes.attend([checkout.python, "manage.py", *arguments], env=env)


@contextlib.contextmanager
def announced(checkout: Checkout, environments: Mapping[str, Mapping[str, str]]) -> Iterator[None]:
    """Lets `script/manage` know the settings of the running site; only the same account may read them.

    They are ours and those of the environment the site was started in, which another window does not know.
    """
    given = {name: value for name, value in os.environ.items() if name.startswith("OZG_")}
    said = {name: given | dict(env) for name, env in environments.items()}
    place = checkout.write_private(RUNNING, json.dumps({"process": os.getpid(), **said}))
    try:
        yield
    finally:
        place.unlink(missing_ok=True)


def _start(checkout: Checkout, address: Address, stack: contextlib.ExitStack, *, demo: bool) -> list[Program]:
    """Starts engines and site, which the stack stops in the reverse order; returns what runs."""
    commands = {**contents.REAL, **(contents.DEMONSTRATION if demo else {})}
    progress = Progress(len(commands) + 4)
    environment.steps(checkout, progress, packages.PDF)
    name = "ozg_demo" if demo else "ozg"
    with progress.step("Datenbank und Nachrichtenverteiler") as step:
        held = stack.enter_context(engines.running(checkout, step, kept_as=name, number=int(demo)))
    settings = site.settings(checkout, address, demo=demo)
    application, owner = engines.as_application(held.urls) | settings, engines.as_owner(held.urls) | settings
    environments = {"application": application, "owner": owner}
    contents.fill(checkout, commands, progress, environments, held.note)
    with progress.step("Webserver, Arbeiter und Zeitplan") as step:
        schedule = checkout.var / f"schedule-{name}"
        programs = stack.enter_context(site.running(checkout, application, address, schedule, step))
    stack.enter_context(announced(checkout, environments))
    return [*held.programs, *programs]


def _greet(checkout: Checkout, address: Address, *, demo: bool) -> None:
    """Says where the site is and how to sign in."""
    print(f"\nOZG-Meilensteine: {address.url}/")
    if demo:
        print("\nAnmeldungen zur Vorführung (Stand 15.06.2022, Meldungen erfunden), auch in var/demo-accounts.json:")
        print(checkout.log("demo_accounts").read_text("utf-8").rstrip())
    else:
        print("\nErste Anmeldung anlegen (in einem zweiten Fenster): script/manage createadmin IHRE@ADRESSE")
    print("\nBeenden mit Strg-C.", flush=True)
