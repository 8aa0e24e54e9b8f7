"""script/server: sets everything up, loads the real data and runs the site until Ctrl-C."""

import contextlib

from house import contents, engines, environment, manage, packages, ports, site
from house.checkout import Checkout
from house.failures import Failure
from house.ports import Address
from house.processes import Program
from house.progress import Progress

SPACE = 500


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Runs the site; `--demo` adds labelled demonstration reports up to 15.06.2022, in a database of their own."""
    if arguments not in ([], ["--demo"]):
        raise Failure("Aufruf: script/server [--demo]")
    demo = bool(arguments)
    address = ports.wanted()
    ports.require_free(address)
    checkout.require_space(SPACE)
    with contextlib.ExitStack() as stack:
        programs = _start(checkout, address, stack, demo=demo)
        _greet(checkout, address, demo=demo)
        site.watch(programs)
    return 0


def _start(checkout: Checkout, address: Address, stack: contextlib.ExitStack, *, demo: bool) -> list[Program]:
    """Starts engines and site, which the stack stops in the reverse order; returns what runs."""
    commands = {**contents.REAL, **(contents.DEMONSTRATION if demo else {})}
    progress = Progress(len(commands) + 4)
    environment.steps(checkout, progress, packages.PDF)
    name = "ozg_demo" if demo else "ozg"
    with progress.step("Datenbank und Nachrichtenverteiler") as step:
        held = stack.enter_context(engines.lasting(checkout, step, database=name, number=int(demo)))
    settings = site.settings(checkout, address, demo=demo)
    env, owner = engines.as_application(held.urls) | settings, engines.as_owner(held.urls) | settings
    contents.fill(checkout, commands, progress, env=env, owner=owner, note=held.note)
    with progress.step("Webserver, Arbeiter und Zeitplan") as step:
        schedule = checkout.var / f"schedule-{name}"
        programs = stack.enter_context(site.running(checkout, env, address, schedule, step))
    stack.enter_context(manage.announced(checkout, env, owner))
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
