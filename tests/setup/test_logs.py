"""A real site is made to fail in every way we know, with planted words; then every log is read: none is there."""

from __future__ import annotations

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest
from celery import Celery
from house import checkout, engines, postgres, site, valkey
from house.site import Address

from tests.own_engines import own_place
from tests.reports.elsewhere import until
from tests.reports.post import post_office

pytestmark = pytest.mark.slow

NAMES = ("mail", "stranger", "password", "remark", "term", "path", "key", "referer", "host", "task", "kept", "cookie")
MAKE = """
from accounts.models import User
from accounts.links import password_url
for mail, role in (({mail!r}, "ministry"), ({stranger!r}, "steering")):
    person = User(email=mail, name="P. Person", role=role, is_active=True)
    person.set_password({password!r})
    person.save()
print(person.pk, password_url(person))
"""


@dataclass
class Running:
    """A site with web, worker and schedule on engines of its own, and what was planted in it."""

    folder: Path
    urls: dict[str, str]
    address: Address
    environment: dict[str, str]
    words: dict[str, str]
    cookies: dict[str, str] = field(default_factory=dict)
    link: str = ""
    person: str = ""

    def ask(self, path: str, form: dict[str, str] | bytes | None = None, **headers: str) -> tuple[int, str]:
        """Status and text of a GET, or of a POST; cookies are kept."""
        line = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=60)
        body = urlencode(form) if isinstance(form, dict) else form
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        if isinstance(form, dict):
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        line.request("GET" if form is None else "POST", path, body, sent)
        answer = line.getresponse()
        for header in answer.msg.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode(errors="replace")
        line.close()
        return answer.status, text

    def post(self, path: str, **form: str) -> int:
        """The status of a form that was opened before it was sent."""
        page = self.ask("/konto/login/" if "login" in form else "/reports/")[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        self.words[f"csrf {len(self.words)}"] = token[1]
        return self.ask(path, {"csrfmiddlewaretoken": token[1], **form})[0]

    def send(self, raw: bytes) -> bytes:
        """What is said to bytes that are no request."""
        with socket.create_connection(("127.0.0.1", self.address.port), timeout=30) as line:
            line.sendall(raw)
            return line.recv(64)

    def sql(self, statement: str) -> None:
        """One statement of the owner's, past the application."""
        with psycopg.connect(self.urls["DATABASE_OWNER_URL"], autocommit=True) as session:
            session.execute(statement.encode())

    def logs(self) -> dict[str, str]:
        """Every log of every program, by its name."""
        return {path.stem: path.read_text("utf-8", errors="replace") for path in self.folder.glob("*.log")}

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of manage.py."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=checkout.current().root,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


def programs(address: Address, folder: Path) -> dict[str, list[str]]:
    celery = ["celery", "-A", "ozgtracker"]
    return {
        "web": site.web(address),
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--schedule", str(folder / "schedule"), "--pidfile=", "--loglevel", "INFO"],
    }


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with ExitStack() as stack:
        place = own_place(stack)
        stack.enter_context(postgres.running(place.home, place.folder / "postgres.log", place.step, durable=False))
        stack.enter_context(valkey.running(place.home, place.folder / "valkey.log", place.step))
        both = postgres.create_database(place.checkout, place.home, "ozg", durable=False) | {
            "REDIS_URL": valkey.url(place.home, 0)
        }
        urls = engines.as_application(both)
        post = stack.enter_context(post_office())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = Address("127.0.0.1", int(probe.getsockname()[1]))
        words = {name: f"{name}-{secrets.token_hex(8)}" for name in NAMES}
        words |= {name: f"{words[name]}@demo.example" for name in ("mail", "stranger", "kept")}
        post.answer_to_recipient = f"550 <{words['stranger']}> unknown"
        own = {"OZG_DEBUG": "0", "OZG_VAR_DIR": str(place.folder), "OZG_TODAY": "2022-06-15", "OZG_MAIL_DIR": ""}
        mail = {"OZG_SMTP_HOST": "127.0.0.1", "OZG_SMTP_PORT": str(post.port)}
        site_of = Running(place.folder, both, address, {**os.environ, **urls, **own, **mail}, words)
        begin(site_of, engines.as_owner(both), stack)
        yield site_of


def begin(running: Running, owner: dict[str, str], stack: ExitStack) -> None:
    """Tables, two people, and the three programs."""
    as_owner = replace(running, environment=running.environment | owner)
    assert as_owner.manage("migrate", "--verbosity=0").stderr == ""
    assert running.manage("collectstatic", "--noinput", "--verbosity=0").stderr == ""
    made = running.manage("shell", "--no-imports", "-c", MAKE.format(**running.words))
    running.person, running.link = made.stdout.split()
    running.words["key"] = running.link.rstrip("/").rpartition("-")[2]
    patience = {"PGOPTIONS": "-c statement_timeout=1500"}
    for name, module in programs(running.address, running.folder).items():
        log = stack.enter_context((running.folder / f"{name}.log").open("wb"))
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=checkout.current().root,
            env=running.environment | (patience if name == "web" else {}),
            stdout=log,
            stderr=log,
        )
        stack.callback(process.wait)
        stack.callback(process.kill if name == "beat" else process.terminate)
    until(lambda: answers(running), 90)
    until(lambda: "ready." in running.logs()["worker"], 90)


def said_by_the_worker(running: Running, words: str) -> bool:
    return words in running.logs()["worker"]


def answers(running: Running) -> bool:
    try:
        return running.ask("/healthz")[0] == 200
    except OSError:
        return False


def read(running: Running) -> None:
    """People sign in and look around."""
    word = running.words
    # Signing in, wrongly and rightly; pages with a term, a key, a page that leads there.
    assert running.post("/konto/login/", login=word["mail"], password=f"x{word['password']}") == 200
    assert running.post("/konto/login/", login=word["mail"], password=word["password"]) == 302
    word["cookie"] = running.cookies["sessionid"]
    assert running.ask(f"/people/?q={word['term']}", None, Referer=f"http://x/{word['referer']}")[0] == 200
    assert running.ask(f"/nowhere/{word['path']}/")[0] == 404
    assert running.ask(running.link.removeprefix("http://127.0.0.1:8000"))[0] == 302


def be_refused(running: Running) -> None:
    """What is sent cannot be taken."""
    word = running.words
    # No token, not readable, too large, a foreign host, no request at all.
    came_from = {"Referer": f"http://x/{word['referer']}"}
    assert running.ask("/reports/recipients/", {"name": word["remark"]}, **came_from)[0] == 403
    assert running.ask(f"/people/?q=%00{word['term']}")[0] == 400
    large = urlencode({"name": word["remark"] + "x" * 3_000_000}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert running.ask("/reports/recipients/", large, **kind)[0] in {400, 413}
    assert running.ask("/people/", None, Host=f"{word['host']}.example")[0] == 400
    assert running.send(f"GET /?q={word['term']} HTTP/7.9\r\n\r\n".encode()).startswith(b"HTTP/1.1 400")
    assert running.send(f"GET /{word['path']}\x00 \r\nX: {word['term']}\r\n\r\n".encode()).startswith(b"HTTP/1.1 400")


def fail(running: Running) -> None:
    """The engines refuse."""
    word = running.words
    # The database refuses a row, and a statement that waits too long.
    running.sql("ALTER TABLE accounts_auditentry ADD CONSTRAINT planted CHECK (verb <> 'recipient_added')")
    assert running.post("/reports/recipients/", name=word["remark"], email=word["kept"]) == 500
    with psycopg.connect(running.urls["DATABASE_OWNER_URL"]) as session:
        session.execute("LOCK TABLE accounts_auditentry")
        assert running.post("/reports/recipients/", name=word["remark"], email=word["kept"]) == 503


def let_tasks_fail(running: Running) -> None:
    """The worker meets what it cannot do."""
    word = running.words
    # A mail server that refuses the address, a value that is none, a task nobody knows.
    worker = Celery(broker=running.urls["REDIS_URL"], set_as_current=False)
    message = {"person_id": int(running.person), "occasion": "reset"}
    worker.send_task("accounts.send_link", kwargs=message)
    worker.send_task("accounts.send_link", kwargs=message | {"occasion": word["task"]})
    worker.send_task("nobody.knows", kwargs={"text": word["task"]})
    for known in ("SMTPRecipientsRefused", "ValueError", "unregistered task"):
        until(partial(said_by_the_worker, running, known), 60)


def let_a_command_fail(running: Running) -> None:
    """A command ends with a trace."""
    word = running.words
    running.sql("ALTER TABLE accounts_auditentry ADD CONSTRAINT refused CHECK (verb <> 'person_added')")
    broken = running.manage("createadmin", word["kept"], "--name", "B. Befehl")
    assert broken.returncode == 1
    (running.folder / "command.log").write_text(broken.stderr)


def test_no_log_holds_what_was_planted_and_each_says_what_failed(running: Running) -> None:
    for provoke in (read, be_refused, fail, let_tasks_fail, let_a_command_fail):
        provoke(running)

    logs = running.logs()
    assert set(logs) == {"web", "worker", "beat", "postgres", "valkey", "command"}
    needles = {name: {value, quote(value)} for name, value in running.words.items()}
    found = {
        (log, name): line
        for log, text in logs.items()
        for name, values in needles.items()
        for line in text.splitlines()
        if any(value in line for value in values)
    }
    assert found == {}
    # And whoever looks for the cause finds it.
    assert "500 POST /reports/recipients/ (recipient-add)" in logs["web"]
    assert "django.db.utils.IntegrityError (23514, planted, accounts_auditentry)" in logs["web"]
    assert "(57014, canceling statement due to statement timeout)" in logs["web"]
    assert "404 GET /?" in logs["web"]
    assert logs["web"].count("django.request 400 GET /people/") == 2
    assert "Invalid request from ip=127.0.0.1\n" in logs["web"]
    assert '"GET /people/ HTTP/1.1" 200' in logs["web"]
    assert "raised unexpected: builtins.ValueError" in logs["worker"]
    assert logs["command"].splitlines()[-1] == "django.db.utils.IntegrityError (23514, refused, accounts_auditentry)"
