"""Slow and half requests: received before they are worked on, and in nobody's way."""

from __future__ import annotations

import contextlib
import io
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from house import site
from house.site import Address

from ozgtracker import web_worker
from ozgtracker.receiving import LARGEST, Receiving, Turns
from ozgtracker.web_worker import DeadlineSocket
from tests.reports.conftest import process_environment
from tests.reports.elsewhere import until

SLOW_CLIENTS = 60


def ask(application: Any, body: bytes, length: int, *, working: int = 1) -> tuple[str, bytes]:
    """Status and body of what comes back for a request that says it has this length."""
    environ: dict[str, Any] = {"REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(length)}
    setup_testing_defaults(environ)
    told: list[str] = []
    answer = Receiving(application, working=working)(environ, lambda status, _headers: told.append(status))  # type: ignore[arg-type]  # no write()
    return told[0], b"".join(answer)


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


@pytest.mark.parametrize("size", [0, 3, 300_000])
def test_a_whole_request_arrives_as_it_was_sent(size: int) -> None:
    assert ask(echo, b"x" * size, size) == ("200 OK", b"x" * size)


@pytest.mark.parametrize(
    ("sent", "length", "status"), [(2, 3, "408 Request Timeout"), (0, LARGEST + 1, "413 Content Too Large")]
)
def test_half_a_request_and_one_too_large_are_never_worked_on(sent: int, length: int, status: str) -> None:
    def forbidden(_environ: object, _start_response: object) -> Iterable[bytes]:
        raise AssertionError

    assert ask(forbidden, b"x" * sent, length)[0] == status


@pytest.mark.parametrize(
    ("method", "has_gone", "worked_on"),
    [("GET", False, True), ("GET", True, False), ("HEAD", True, False), ("POST", True, True)],
)
def test_who_left_while_waiting_is_not_served_but_what_was_sent_is_stored(
    method: str, *, has_gone: bool, worked_on: bool
) -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall(b"GET / HTTP/1.1")
    if has_gone:
        theirs.close()
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "wsgi.input": io.BytesIO(), "gunicorn.socket": ours}
    setup_testing_defaults(environ)
    worked: list[str] = []

    def work(_environ: object, start_response: Any) -> Iterable[bytes]:
        worked.append(method)
        start_response("200 OK", [])
        return [b""]

    told: list[str] = []
    Receiving(work, working=1)(environ, lambda status, _headers: told.append(status))  # type: ignore[arg-type]

    assert (worked, told) == (([method], ["200 OK"]) if worked_on else ([], ["499 Client Closed Request"]))
    ours.close()
    theirs.close()


def test_only_so_many_work_at_the_same_time() -> None:
    working: list[int] = []
    most: list[int] = []

    def work(_environ: object, start_response: Any) -> Iterable[bytes]:
        working.append(1)
        most.append(len(working))
        time.sleep(0.02)
        working.pop()
        start_response("200 OK", [])
        return [b""]

    receiving = Receiving(work, working=2)
    threads = [threading.Thread(target=receiving, args=({"wsgi.input": io.BytesIO()}, print)) for _one in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(most), max(most)) == (8, 2)


def test_who_came_first_works_first() -> None:
    turns, worked = Turns(1), []

    def work(number: int) -> None:
        with turns:
            worked.append(number)

    with turns:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
        for came, thread in enumerate(threads):
            thread.start()
            until(lambda came=came: len(turns.waiting) > came, 10)  # type: ignore[misc]
    # Whoever comes back at once stands behind all who wait.
    work(5)
    for thread in threads:
        thread.join()

    assert worked == [0, 1, 2, 3, 4, 5]


@pytest.mark.django_db
def test_an_answer_is_finished_before_a_slow_reader_takes_it_but_what_streams_goes_on() -> None:
    page, table = HttpResponse(b"page"), StreamingHttpResponse(iter([b"long ", b"table"]))

    taken = []
    for answer in (page, table):
        receiving = Receiving(lambda _environ, _start, answer=answer: answer, working=1)  # type: ignore[misc]
        taken.append((b"".join(receiving({"wsgi.input": io.BytesIO()}, print)), answer.closed))  # type: ignore[arg-type]

    assert taken == [(b"page", True), (b"long table", False)]


@pytest.fixture
def ends() -> Iterator[tuple[DeadlineSocket, socket.socket]]:
    """Both ends of a connection, ours with a deadline."""
    here, there = socket.socketpair()
    with DeadlineSocket(fileno=here.detach()) as ours, there:
        ours.setblocking(True)
        yield ours, there


def test_after_the_deadline_only_what_is_there_is_read(ends: tuple[DeadlineSocket, socket.socket]) -> None:
    ours, there = ends
    ours.deadline = time.monotonic() + 60
    there.send(b"a")
    in_time = ours.recv(10)
    ours.deadline = time.monotonic() + 0.05
    nothing_comes = ours.recv(10)
    there.send(b"b")

    assert (in_time, nothing_comes, ours.recv(10), ours.recv(10)) == (b"a", b"", b"b", b"")


def test_a_shorter_patience_of_the_server_stays_its_own(ends: tuple[DeadlineSocket, socket.socket]) -> None:
    ours, _there = ends
    ours.deadline = time.monotonic() + 60
    ours.settimeout(0.01)

    with pytest.raises(TimeoutError):
        ours.recv(10)
    assert ours.gettimeout() == 0.01


def test_who_does_not_take_the_answer_has_hung_up(
    ends: tuple[DeadlineSocket, socket.socket], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours, _there = ends
    monkeypatch.setattr(web_worker, "SEND_WITHIN", 0.05)
    ours.setblocking(True)
    file = tmp_path / "large"
    file.write_bytes(b"x" * 10_000_000)

    with file.open("rb") as large, pytest.raises(BrokenPipeError):
        ours.sendfile(large)
    with pytest.raises(BrokenPipeError):
        ours.sendall(b"x" * 10_000_000)


@pytest.fixture
def address() -> Iterator[Address]:
    """Where the web server listens as script/server calls it, in processes of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = Address("127.0.0.1", int(probe.getsockname()[1]))
    server = subprocess.Popen(
        [sys.executable, "-m", *site.web(address)],
        cwd=settings.BASE_DIR,
        env=process_environment(None),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: answers(address, "/healthz") == 200, 60)
        yield address
    finally:
        server.terminate()
        server.wait()


def answers(address: Address, path: str) -> int:
    """The status, 0 where nobody answers in time."""
    try:
        with urllib.request.urlopen(f"{address.url}{path}", timeout=10) as answer:
            return int(answer.status)
    except OSError:
        return 0


@contextlib.contextmanager
def slow_clients(address: Address, count: int) -> Iterator[None]:
    """Each sends another byte twice a second: every second one of its head, the others of a form."""
    head = b"POST /konto/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
    form = b"a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n"
    done = threading.Event()
    clients = [socket.create_connection((address.host, address.port)) for _one in range(count)]
    for number, client in enumerate(clients):
        client.sendall(head + (form if number % 2 else b""))

    def trickle() -> None:
        while not done.wait(0.5):
            for client in clients:
                with contextlib.suppress(OSError):
                    client.send(b"a")

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        for client in clients:
            client.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_slow_clients_do_not_stop_the_site(address: Address) -> None:
    with slow_clients(address, SLOW_CLIENTS):
        time.sleep(1)
        statuses = [answers(address, path) for path in ("/healthz", "/konto/login/", "/impressum/", "/konto/login/")]

    assert statuses == [200] * 4


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/healthz", "/konto/login/", "/gibt-es-nicht/"])
def test_no_answer_says_which_program_gave_it(address: Address, path: str) -> None:
    with socket.create_connection((address.host, address.port), timeout=10) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        head = b"".join(iter(lambda: client.recv(65536), b"")).partition(b"\r\n\r\n")[0].decode().lower()

    assert head.startswith("http/1.1 ")
    assert [line for line in head.splitlines() if line.startswith(("server:", "via:", "x-powered-by:"))] == []
