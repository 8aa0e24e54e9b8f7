"""Many at once, against the web server as it is shipped: readers of the overview, and officers who save evenly.

Measured from outside over HTTP, on the same machine. Readers ask again as soon as they are answered; officers save when
it is due, whether those before them were answered or not, and wait from then on.
"""

from __future__ import annotations

import http
import os
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from accounts.models import User
from bench.clients import Answer, Clients, request
from bench.officers import Officer, find_officers, signed_in
from demonstration.cast import MINISTRY
from municipalities.models import RolloutReport

READERS, OFFICERS, A_SECOND = 50, 100, 40
WARM = 10  # so many ask before it is measured: as many as reach both processes


@dataclass
class Loaded:
    """Answers a second, milliseconds at the 95th percentile, and what went wrong; lost: answered and not stored."""

    name: str
    seconds: float = 0
    times: list[float] = field(default_factory=list)
    failed: int = 0
    lost: int = 0
    saved: list[int] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        """What is neither a page nor a fragment is no answer."""
        if answer.status == http.HTTPStatus.OK:
            self.times.append(answer.took * 1000)
        else:
            self.failed += 1

    @property
    def line(self) -> str:
        """As the table prints it."""
        ordered = statistics.quantiles(self.times, n=20) if len(self.times) > 1 else [0] * 19
        rate = len(self.times) / self.seconds if self.seconds else 0
        return (
            f"{self.name:40} {_one_place(rate):>8} Antworten/s  Median {_one_place(ordered[9]):>7} ms"
            f"  p95 {_one_place(ordered[-1]):>7} ms  Fehler {self.failed}  verloren {self.lost}"
        )


def measure_load(seconds: int) -> list[Loaded]:
    """So long each: READERS who read the overview without a pause, then OFFICERS who save A_SECOND together."""
    officers = find_officers(OFFICERS, A_SECOND * seconds // OFFICERS + 1)
    with _server() as port:
        readers = _read(port, seconds)
        return [readers, _save(port, seconds, officers)]


def _read(port: int, seconds: int) -> Loaded:
    found = Loaded(f"{READERS} lesen die Übersicht")
    asked = request(port, "GET", "/", signed_in(User.objects.get(email=MINISTRY.email)))
    for _time in range(WARM):
        _alone(port, asked)
    with _clients(port, READERS) as clients:
        begin = time.perf_counter()
        for who in range(READERS):
            clients.ask(who, asked)
        for answer in clients.answers(begin + seconds):
            found.add(answer)
            clients.ask(answer.who, asked)
        found.seconds = time.perf_counter() - begin
    return found


def _save(port: int, seconds: int, officers: list[Officer]) -> Loaded:
    found = Loaded(f"{len(officers)} melden, zusammen {A_SECOND} je Sekunde")
    saves = [one.saves(port, _token(_alone(port, one.opens(port)))) for one in officers]
    before = _newest()
    with _clients(port, len(officers)) as clients:
        begin = time.perf_counter()
        for turn in range(A_SECOND * seconds):
            due, who = begin + turn / A_SECOND, turn % len(officers)
            for answer in clients.answers(due):
                _count(found, answer)
            rollout, said = saves[who][turn // len(officers)]
            clients.ask(who, said, rollout, due=due)
        for answer in clients.last_answers():
            _count(found, answer)
        found.seconds = time.perf_counter() - begin
    stored = Counter(RolloutReport.objects.filter(pk__gt=before).values_list("rollout", flat=True))
    found.lost = sum(stored[rollout] != 1 for rollout in found.saved)
    return found


def _count(found: Loaded, answer: Answer) -> None:
    found.add(answer)
    if answer.status == http.HTTPStatus.OK:
        found.saved.append(answer.about)


def _newest() -> int:
    newest: int | None = RolloutReport.objects.order_by("pk").values_list("pk", flat=True).last()
    return newest or 0


def _alone(port: int, asked: bytes) -> Answer:
    """Asked by somebody who asks nothing else."""
    with _clients(port, 1) as clients:
        clients.ask(0, asked)
        return next(clients.last_answers())


def _token(answer: Answer) -> str:
    """The token for forms that comes with a page."""
    cookie = SimpleCookie()
    for line in answer.head.decode().split("\r\n"):
        name, _colon, value = line.partition(": ")
        if name.lower() == "set-cookie":
            cookie.load(value)
    return cookie[settings.CSRF_COOKIE_NAME].value


@contextmanager
def _clients(port: int, number: int) -> Iterator[Clients]:
    clients = Clients(port, number)
    try:
        yield clients
    finally:
        clients.close()


@contextmanager
def _server() -> Iterator[int]:
    """The web server of script/server, on the database of the benchmark, until the end."""
    from house import site  # script/ is on the path of script/bench

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = urlsplit(os.environ["DATABASE_URL"])
    address = site.Address("127.0.0.1", port)
    env = os.environ | {
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{connection.settings_dict['NAME']}")),
        "OZG_DEBUG": "", "OZG_BASE_URL": address.url, "OZG_ALLOWED_HOSTS": "127.0.0.1", "OZG_DATABASE_POOL": "",
    }  # fmt: skip
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"], env=env, check=True)
    with subprocess.Popen([sys.executable, "-m", *site.web(address)], env=env, stdout=subprocess.DEVNULL) as server:
        try:
            while not _answers(port):
                time.sleep(0.2)
            yield port
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    try:
        return _alone(port, request(port, "GET", "/healthz", "")).status == http.HTTPStatus.OK
    except OSError:
        return False


def _one_place(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
