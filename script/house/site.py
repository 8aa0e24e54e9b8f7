"""The site's own programs: web, worker and schedule."""

import contextlib
import http.client
import signal
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from house import processes
from house.checkout import Checkout
from house.failures import Failure, last_word
from house.ports import Address
from house.processes import Child
from house.progress import Step

_PATIENCE = 180.0


@contextlib.contextmanager
def running(
    checkout: Checkout, env: Mapping[str, str], address: Address, schedule: Path, step: Step
) -> Iterator[list[Child]]:
    """Starts web, worker and schedule, waits until the web can answer, and stops them in the reverse order."""
    children: list[Child] = []
    try:
        for name, title, module in _programs(address, schedule):
            command: processes.Words = [checkout.python, "-m", *module]
            log = checkout.log(name)
            log.write_bytes(b"")
            quick = signal.SIGQUIT if name == "worker" else signal.SIGTERM  # a killed worker's tasks come again
            children.append(processes.start(title, command, log=log, env=env, cwd=checkout.root, death_signal=quick))
        processes.wait_until(lambda: _ready(address), children[0], within=_PATIENCE, step=step)
        yield children
    finally:
        for child in reversed(children):
            child.stop()


def watch(children: list[Child]) -> None:
    """Returns never: a Failure names the first program that ends by itself."""
    while True:
        for child in children:
            if child.ended():
                raise Failure(f"{child.name} ist unerwartet beendet worden: {last_word(child.log)}", log=child.log)
        time.sleep(0.5)


def web(address: Address) -> list[str]:
    """How the web server is called, after `python -m`.

    No proxy stands here: a slow sender holds one of many threads until its deadline, and few work (ozgtracker.wsgi).
    """
    called = ["gunicorn", "ozgtracker.wsgi", "--bind", address.bind, "--no-control-socket", "--access-logfile", "-"]
    worker = "ozgtracker.web_worker.DeadlineWorker"
    logger = "ozgtracker.web_log.DiscreetLogger"
    return [*called, "--worker-class", worker, "--logger-class", logger, "--workers", "2", "--threads", "100"]


def _programs(address: Address, schedule: Path) -> list[tuple[str, str, list[str]]]:
    celery = ["celery", "-A", "ozgtracker"]
    return [
        ("web", "Der Webserver", web(address)),
        ("worker", "Der Arbeiter (Celery)", [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"]),
        ("beat", "Der Zeitplan (Celery)", [*celery, "beat", "--schedule", str(schedule), "--pidfile="]),
    ]


def _ready(address: Address) -> bool:
    try:
        line = http.client.HTTPConnection(address.local, address.port, timeout=10)
        line.request("GET", "/readyz?of=web")
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
