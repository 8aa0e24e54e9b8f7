"""PostgreSQL or Valkey stops and comes back: what a real site says meanwhile, and how soon it works again."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest
from house import checkout, engines, postgres, valkey
from house.engine_folder import EngineFolder
from house.progress import Step

from tests.own_engines import own_place
from tests.reports.elsewhere import until

pytestmark = pytest.mark.slow

# Seconds, generous: the issue is 2, a busy machine is no failure, and the pool's own ways took 10 and more.
SOON = 6


@dataclass
class Answer:
    """What the site said, and how long it took."""

    status: int
    headers: dict[str, str]
    text: str
    seconds: float


@dataclass
class Site:
    """A web server of its own on engines of its own, which a test may stop and start."""

    home: EngineFolder
    logs: Path
    step: Step
    port: int
    running: dict[str, ExitStack] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start "postgres" or "valkey" on the data it left."""
        log = self.logs / f"{name}.log"
        self.running[name] = ExitStack()
        if name == "postgres":
            self.running[name].enter_context(postgres.running(self.home, log, self.step, durable=False))
        else:
            self.running[name].enter_context(valkey.running(self.home, log, self.step))

    def stop(self, name: str) -> None:
        """Stop it as a service manager does."""
        self.running.pop(name).close()

    def stop_all(self) -> None:
        """Leave nothing running."""
        for name in list(self.running):
            self.stop(name)

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Answer:
        """GET, or POST of a form."""
        begun = monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = None if form is None else urlencode(form)
        kind = {} if form is None else {"Content-Type": "application/x-www-form-urlencoded"}
        line.request("GET" if form is None else "POST", path, body, {**kind, **headers})
        answer = line.getresponse()
        text = unescape(answer.read().decode())
        line.close()
        return Answer(answer.status, dict(answer.getheaders()), text, monotonic() - begun)

    def works(self) -> bool:
        """A page that asks the database is answered."""
        return self.ask("/impressum/").status == 200


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def web(site: Site, urls: dict[str, str]) -> Iterator[None]:
    """Tables, static files and gunicorn, until the first page is there."""
    folder = site.logs / "var"
    folder.mkdir()
    own = {"OZG_DEBUG": "0", "OZG_VAR_DIR": str(folder), "OZG_TODAY": "2022-06-15"}
    environment = {**os.environ, **engines.as_application(urls), **own}
    root = checkout.current().root
    for command in (("migrate", "--verbosity=0"), ("collectstatic", "--noinput", "--verbosity=0")):
        as_owner = environment | engines.as_owner(urls)
        subprocess.run([sys.executable, "manage.py", *command], cwd=root, env=as_owner, check=True)
    arguments = ["--worker-class=gthread", "--threads=4", "--no-control-socket", f"--bind=127.0.0.1:{site.port}"]
    with (site.logs / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "ozgtracker.wsgi", *arguments],
            cwd=root,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        until(lambda: answers(site), 60)
        yield
    finally:
        process.terminate()
        process.wait()


def answers(site: Site) -> bool:
    try:
        return site.works()
    except OSError:
        return False


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with ExitStack() as stack:
        place = own_place(stack)
        site = Site(place.home, place.folder, place.step, free_port())
        stack.callback(site.stop_all)
        for name in ("postgres", "valkey"):
            site.start(name)
        urls = postgres.create_database(place.checkout, place.home, "ozg", durable=False) | {
            "REDIS_URL": valkey.url(place.home, 0)
        }
        stack.enter_context(web(site, urls))
        yield site


@pytest.fixture
def out_of_order(site: Site) -> Iterator[Callable[[str], None]]:
    """out_of_order("postgres") stops it; afterwards it runs again."""
    stopped: list[str] = []

    def stop(name: str) -> None:
        stopped.append(name)
        site.stop(name)

    yield stop
    for name in stopped:
        if name not in site.running:
            site.start(name)
    until(site.works, 60)


def sign_in_form(site: Site) -> tuple[dict[str, str], str]:
    """A form somebody has opened and filled in, and the cookie it belongs to."""
    page = site.ask("/konto/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    return {"csrfmiddlewaretoken": token[1], "login": "wer@demo.example", "password": "falsch"}, cookie


def together(site: Site, number: int) -> list[Answer]:
    with ThreadPoolExecutor(number) as crowd:
        return list(crowd.map(site.ask, ["/impressum/"] * number))


def test_without_its_database_every_page_says_so_soon_and_works_again_soon_after(
    site: Site, out_of_order: Callable[[str], None]
) -> None:
    assert [answer.status for answer in together(site, 8)] == [200] * 8
    out_of_order("postgres")

    first, crowd, ready = site.ask("/impressum/"), together(site, 12), site.ask("/readyz")
    for answer in (first, *crowd):
        assert (answer.status, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (503, "5", "no-store")
        assert "Die Datenbank antwortet gerade nicht." in answer.text
        assert "gespeichert" not in answer.text
    assert "default-src 'none'" in first.headers["Content-Security-Policy"]
    assert (ready.status, '"database"' in ready.text, site.ask("/healthz").status) == (503, True, 200)
    assert max(answer.seconds for answer in (first, *crowd, ready)) < SOON

    # Long enough for whoever waits twice as long after each attempt.
    for _ in range(8):
        site.ask("/impressum/")
        sleep(1)
    site.start("postgres")
    until(site.works, SOON)
    assert [answer.status for answer in together(site, 8)] == [200] * 8


def test_a_restart_that_nobody_noticed_fails_no_page(site: Site, out_of_order: Callable[[str], None]) -> None:
    assert [answer.status for answer in together(site, 8)] == [200] * 8
    out_of_order("postgres")
    site.start("postgres")

    assert [answer.status for answer in together(site, 8)] == [200] * 8


def test_what_never_reached_the_database_is_said_to_be_not_stored(
    site: Site, out_of_order: Callable[[str], None]
) -> None:
    form, cookie = sign_in_form(site)
    out_of_order("postgres")

    page = site.ask("/konto/login/", form, Cookie=cookie)
    part = site.ask("/konto/login/", form, **{"Cookie": cookie, "HX-Request": "true"})

    assert (page.status, page.headers["OZG-Stored"]) == (503, "nothing")
    assert "Es wurde nichts gespeichert." in page.text
    assert (part.status, part.headers["OZG-Stored"], part.text) == (
        503,
        "nothing",
        "Die Datenbank antwortet gerade nicht. Es wurde nichts gespeichert.",
    )


def test_without_the_broker_pages_are_read_and_signing_in_says_that_it_does_not_work(
    site: Site, out_of_order: Callable[[str], None]
) -> None:
    form, cookie = sign_in_form(site)
    assert site.ask("/konto/login/", form, Cookie=cookie).status == 200
    out_of_order("valkey")

    refused, read, ready = (
        site.ask("/konto/login/", form, Cookie=cookie),
        site.ask("/impressum/"),
        site.ask("/readyz?of=web"),
    )
    assert (refused.status, refused.headers["Retry-After"], read.status) == (503, "5", 200)
    assert "Anmelden und Passwort ändern geht gerade nicht" in refused.text
    assert "Es wurde nichts gespeichert." in refused.text
    assert (ready.status, ready.text) == (
        503,
        '{"status": "unready", "reasons": {"broker": "Der Broker antwortet nicht (OperationalError)."}}',
    )
    assert max(refused.seconds, ready.seconds) < SOON

    site.start("valkey")
    assert site.ask("/konto/login/", form, Cookie=cookie).status == 200
