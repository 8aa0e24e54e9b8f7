"""script/server: sets everything up, loads the real data and runs web, worker and schedule until Ctrl-C."""

import contextlib
import json
import os
import secrets
import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

from house import engines, environment, packages, ports, processes
from house.checkout import Checkout
from house.failures import Failure, tail
from house.ports import Address
from house.processes import Child
from house.progress import Progress, Step

SPACE = 500
DEMO_DAY = "2022-06-15"
LOADS = {
    "Gebiete und Verwaltungen": "load_territory",
    "Leistungskatalog": "load_catalogue",
    "Plan vom 21.12.2021": "load_plan",
}


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Runs the site; `--demo` adds labelled demonstration reports up to 15.06.2022, in a database of their own."""
    if arguments not in ([], ["--demo"]):
        raise Failure("Aufruf: script/server [--demo]")
    demo = bool(arguments)
    address = ports.wanted()
    ports.require_free(address)
    checkout.require_space(SPACE)
    progress = Progress(11 if demo else 9)
    with progress.step("Python-Umgebung") as step:
        environment.ensure(checkout, step)
    with progress.step("Systempakete") as step:
        packages.ensure(checkout, packages.PDF, step)
    with contextlib.ExitStack() as stack:
        with progress.step("Datenbank und Nachrichtenverteiler") as step:
            name = "ozg_demo" if demo else "ozg"
            running = stack.enter_context(engines.lasting(checkout, step, database=name, number=int(demo)))
        env = running.urls | settings(checkout, address, demo=demo)
        _fill(checkout, env, progress, demo=demo)
        children = stack.enter_context(_site(checkout, env, address, progress))
        _greet(checkout, address, demo=demo)
        _watch([*running.children, *children])
    return 0
