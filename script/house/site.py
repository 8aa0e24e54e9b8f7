"""The site for trying out: its address, its settings, and its programs web, worker and schedule."""

import contextlib
import errno
import http.client
import os
import secrets
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from house.checkout import Checkout
from house.contents import DEMO_DAY
from house.failures import Failure, last_word
from house.processes import Program
from house.progress import Step

PATIENCE = 180.0
CELERY = ("celery", "-A", "ozgtracker")
EXPORTS = ("--queues", "exports", "--concurrency", "1", "--hostname", "exports@%h")
_REFUSED = {
    errno.EADDRINUSE: "Port {port} ist belegt. Abhilfe: das andere Programm beenden oder einen anderen Port wählen: "
    "PORT={other} script/server",
    errno.EACCES: "Port {port} ist nur dem Systemverwalter erlaubt. Abhilfe: ein Port ab 1024, etwa PORT=8000.",
}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to


@dataclass(frozen=True, slots=True)
class Address:
    """A host name or number and a port."""

    host: str
    port: int

    @property
    def bind(self) -> str:
        """How gunicorn writes it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def local(self) -> str:
        """The host to ask from this machine."""
        return "127.0.0.1" if self.host in EVERYWHERE else self.host

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{Address(self.local, self.port).bind}"


def wanted() -> Address:
    """Reads HOST and PORT from the environment."""
    port = os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise Failure(f"PORT={port} ist keine Portnummer. Abhilfe: eine Zahl von 1 bis 65535, etwa PORT=8001.")
    return Address(os.environ.get("HOST") or "127.0.0.1", int(port))


def require_free(address: Address) -> None:
    """Refuses to begin where another program answers already, or where we may not listen."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        sentence = _REFUSED.get(error.errno or 0, "Auf HOST={host} lässt sich nicht lauschen. Abhilfe: HOST=127.0.0.1.")
        other = address.port + 1 if address.port < 65535 else 8000
        raise Failure(sentence.format(host=address.host, port=address.port, other=other)) from None


def settings(checkout: Checkout, address: Address, *, demo: bool) -> dict[str, str]:
    """Returns a key of its own, mail as files, a fixed day for the demonstration; except what the person has set."""
    hosts = "*" if address.host in EVERYWHERE else f"localhost,127.0.0.1,[::1],{address.host}"
    own = {"OZG_VAR_DIR": str(checkout.var), "OZG_ALLOWED_HOSTS": hosts, "OZG_BASE_URL": address.url}
    if demo:
        own["OZG_TODAY"] = DEMO_DAY
    if "OZG_SECRET_KEY" not in os.environ:
        key = checkout.var / "secret-key"
        if not key.exists() or len(key.read_text("utf-8")) < 40:  # cut off, it is made anew
            checkout.write_private(key.name, secrets.token_urlsafe(48))
        own["OZG_SECRET_KEY_FILE"] = str(key)
    if "OZG_SMTP_HOST" not in os.environ:
        own["OZG_MAIL_DIR"] = str(checkout.var / "mail")
    return {name: value for name, value in own.items() if name not in os.environ}


@contextlib.contextmanager
def running(
    checkout: Checkout, env: Mapping[str, str], address: Address, schedule: Path, step: Step
) -> Iterator[list[Program]]:
    """Starts worker, schedule and web, waits until the web can answer, and stops them in the reverse order."""
    programs = [
        ("worker", "Der Arbeiter (Celery)", [*CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO"]),
        ("exports", "Der Schreiber langer Listen (Celery)", [*CELERY, "worker", "--loglevel", "INFO", *EXPORTS]),
        ("beat", "Der Zeitplan (Celery)", [*CELERY, "beat", "--schedule", str(schedule), "--pidfile="]),
        ("web", "Der Webserver", web(address)),
    ]
    # What takes longer than a person waits must not hold a thread; jobs may take their time.
    limited = {"PGOPTIONS": f"{os.environ.get('PGOPTIONS', '')} -c statement_timeout=15s".strip()}
    started = []
    with contextlib.ExitStack() as stack:
        for name, title, module in programs:
            at_death = signal.SIGKILL if "worker" in module else signal.SIGTERM  # a dead worker's tasks come again
            own = dict(env) | limited if name == "web" else env
            program = Program([checkout.python, "-m", *module], checkout.log(name), own, title, death_signal=at_death)
            started.append(stack.enter_context(program.running()))
        program.wait_until(lambda: _ready(address), step, within=PATIENCE)
        yield started


def watch(programs: list[Program]) -> None:
    """Returns never: a Failure names the first program that ends by itself."""
    while True:
        for one in programs:
            if one.ended():
                raise Failure(f"{one.name} ist unerwartet beendet worden: {last_word(one.log)}", log=one.log)
        time.sleep(0.5)


def web(address: Address) -> list[str]:
    """How the web server is called, after `python -m`.

    No proxy stands here: a slow sender holds one of many threads until its deadline, and few work (ozgtracker.wsgi).
    """
    called = ["gunicorn", "ozgtracker.wsgi", "--bind", address.bind, "--no-control-socket", "--access-logfile", "-"]
    worker = "ozgtracker.web_worker.DeadlineWorker"
    logger = "ozgtracker.web_log.DiscreetLogger"
    return [*called, "--worker-class", worker, "--logger-class", logger, "--workers", "2", "--threads", "100"]


def _ready(address: Address) -> bool:
    try:
        line = http.client.HTTPConnection(address.local, address.port, timeout=10)
        line.request("GET", "/readyz?of=web")
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
