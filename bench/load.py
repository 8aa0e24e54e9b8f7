"""Many at once, against the web server as it is shipped: readers of the overview, and officers who save evenly.

Measured from outside over HTTP, on the same machine: what the clients take is missing to the server.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from accounts.models import User
from accounts.roles import Role
from demonstration.cast import MINISTRY
from municipalities.models import Representative, Rollout, RolloutReport
from municipalities.rollout_states import RolloutState

SAID = {
    "state": "planned",
    "forecast_on": "2022-12-01",
    "reason_category": "staff",
    "reason": "Für die Messung verschoben.",
}
READERS, OFFICERS, A_SECOND = 50, 100, 40
_WORKING = (RolloutState.UNKNOWN, RolloutState.PLANNED, RolloutState.IN_PROGRESS)


@dataclass
class Loaded:
    """Answers a second, milliseconds at the 95th percentile, and what went wrong; lost: answered and not stored."""

    name: str
    seconds: float = 0
    times: list[float] = field(default_factory=list)
    failed: int = 0
    lost: int = 0

    @property
    def line(self) -> str:
        """As the table prints it."""
        p95 = statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else 0
        rate = len(self.times) / self.seconds if self.seconds else 0
        return (
            f"{self.name:40} {_one_place(rate):>8} Antworten/s  p95 {_one_place(p95):>8} ms"
            f"  Fehler {self.failed}  verloren {self.lost}"
        )


def measure_load(seconds: int) -> list[Loaded]:
    """So long each: READERS who read the overview without a pause, then OFFICERS who save A_SECOND together."""
    with _server() as port:
        readers = _read(port, seconds)
        return [readers, _save(port, seconds)]


def _read(port: int, seconds: int) -> Loaded:
    found = Loaded(f"{READERS} lesen die Übersicht")
    cookie = _signed_in(User.objects.get(email=MINISTRY.email))
    _ask(port, "GET", "/", cookie)
    end = time.perf_counter() + seconds

    def read() -> None:
        while time.perf_counter() < end:
            _timed(found, lambda: _ask(port, "GET", "/", cookie))

    _together(found, [read] * READERS)
    return found


def _save(port: int, seconds: int) -> Loaded:
    found = Loaded(f"{OFFICERS} melden, zusammen {A_SECOND} je Sekunde")
    before = RolloutReport.objects.count()
    officers = [
        (place, cookie, _ask(port, "GET", "/report/", cookie)[1], rollouts)
        for place, cookie, rollouts in _officers(A_SECOND * seconds // OFFICERS + 1)
    ]
    # Fewer where not so many have enough to report: then as many less a second.
    found.name = f"{len(officers)} melden, zusammen {A_SECOND * len(officers) // OFFICERS} je Sekunde"
    begin = time.perf_counter()

    def work(place: int, cookie: str, token: str, rollouts: Sequence[Rollout]) -> None:
        for turn, rollout in enumerate(rollouts):
            time.sleep(max(0, begin + (turn * OFFICERS + place) / A_SECOND - time.perf_counter()))
            _timed(found, partial(_report, port, cookie, token, rollout))

    _together(found, [partial(work, *one) for one in officers])
    found.lost = len(found.times) - (RolloutReport.objects.count() - before)
    return found


def _report(port: int, cookie: str, token: str, rollout: Rollout) -> int:
    said = {"supersedes": rollout.last_report_id or "", "csrfmiddlewaretoken": token, **SAID}
    headers = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token}
    address = f"/report/{rollout.authority.ars}/{rollout.service.ozg_id}/"
    status, _token = _ask(port, "POST", address, f"{cookie}; csrftoken={token}", body=urlencode(said), headers=headers)
    return status


def _officers(rounds: int) -> list[tuple[int, str, list[Rollout]]]:
    """Their place in the round, their session, and what each reports on."""
    mandates = Representative.objects.filter(authority__isnull=False, user__role=Role.AUTHORITY, until__isnull=True)
    found: list[tuple[int, str, list[Rollout]]] = []
    for mandate in mandates.select_related("user").order_by("pk"):
        rows = Rollout.objects.filter(authority=mandate.authority_id, is_competent=True, state__in=_WORKING)
        chosen = list(rows.select_related("authority", "service").order_by("pk")[:rounds])
        if len(chosen) == rounds:
            found.append((len(found), _signed_in(mandate.user), chosen))
        if len(found) == OFFICERS:
            break
    return found


def _signed_in(user: User) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _timed(found: Loaded, ask: Callable[[], int | tuple[int, str]]) -> None:
    begin = time.perf_counter()
    answered = ask()
    status = answered if isinstance(answered, int) else answered[0]
    took = (time.perf_counter() - begin) * 1000
    if status in {200, 302}:
        found.times.append(took)
    else:
        found.failed += 1


def _ask(
    port: int, method: str, path: str, cookie: str, *, body: str = "", headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """The status, and the token for forms where the answer brings one."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request(method, path, body or None, {"Cookie": cookie, "Accept-Encoding": "gzip", **(headers or {})})
        answer = line.getresponse()
        answer.read()
        cookies = answer.msg.get_all("Set-Cookie") or []
        token = next((one.split("=", 1)[1].split(";")[0] for one in cookies if one.startswith("csrftoken=")), "")
    except OSError:
        return 0, ""
    else:
        return answer.status, token
    finally:
        line.close()


def _together(found: Loaded, works: Sequence[Callable[[], None]]) -> None:
    begin = time.perf_counter()
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.perf_counter() - begin


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
            while _ask(port, "GET", "/healthz", "")[0] != http.HTTPStatus.OK:
                time.sleep(0.2)
            yield port
        finally:
            server.terminate()


def _one_place(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
