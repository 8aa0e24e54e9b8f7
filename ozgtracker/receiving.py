"""Between the web server and Django: a request is received whole before anything works on it.

Many threads may wait for slow senders; few work, and none of those holds a connection to the database while a slow
reader takes the answer away.
"""

from __future__ import annotations

import codecs
import select
import socket
import tempfile
import threading
from collections import deque
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST = 5 * 1024 * 1024  # bytes of one request; the proxy refuses at the same size (deploy/Caddyfile)
IN_MEMORY = 256 * 1024  # bytes; what is larger waits on the disk
PIECE = 64 * 1024
READING = frozenset({"GET", "HEAD"})
# Nobody reads this; it is what the log of the web server says.
ABANDONED = "499 Client Closed Request"
# Put in place of a Content-Type that breaks Django before any middleware is asked; ozgtracker.readable refuses it.
UNREADABLE_TYPE = "application/x-unreadable"


class Turns:
    """At most so many at the same time, in the order in which they came: whoever comes back does not overtake.

    Python's own semaphore lets a thread that has just come take what was given back before one that waits has woken.
    """

    def __init__(self, many: int) -> None:
        self._free = many
        self.waiting: deque[threading.Lock] = deque()
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = threading.Lock()
            mine.acquire()
            self.waiting.append(mine)
        mine.acquire()

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            if self.waiting:
                self.waiting.popleft().release()
            else:
                self._free += 1


class Receiving:
    """Hands `application` whole requests, at most `working` at the same time."""

    def __init__(self, application: WSGIApplication, *, working: int) -> None:
        self.application = application
        self.turns = Turns(working)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """408 for what does not come in time or not whole, 413 for what is too large; nothing of either is used.

        Whoever only wanted to read and has gone while waiting for a turn is not served; what was sent is stored.
        """
        length = _length(environ)
        if length > LARGEST:
            return _turned_away("413 Content Too Large", start_response)
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            if _receive(environ["wsgi.input"], body, length) < length:
                return _turned_away("408 Request Timeout", start_response)
            body.seek(0)
            environ["wsgi.input"] = body
            environ["CONTENT_TYPE"] = _content_type(environ)
            with self.turns:
                if environ.get("REQUEST_METHOD") in READING and _hung_up(environ.get("gunicorn.socket")):
                    return _turned_away(ABANDONED, start_response)
                return _finished(self.application(environ, start_response))


def _hung_up(line: socket.socket | None) -> bool:
    """Whether the other end has closed the line: a browser that was closed, a page left, a proxy that gave up."""
    if line is None or line.fileno() < 0:
        return False
    looking = select.poll()
    looking.register(line, select.POLLRDHUP | select.POLLHUP | select.POLLERR)
    return bool(looking.poll(0))


def _length(environ: WSGIEnvironment) -> int:
    written = environ.get("CONTENT_LENGTH") or "0"
    return int(written) if written.isascii() and written.isdigit() else 0


def _receive(source: Any, body: IO[bytes], length: int) -> int:
    received = 0
    while received < length:
        try:
            piece = source.read(min(PIECE, length - received))
        except OSError:
            break
        if not piece:
            break
        received += body.write(piece)
    return received


def _content_type(environ: WSGIEnvironment) -> str:
    written: str = environ.get("CONTENT_TYPE", "")
    try:
        _type, parameters = parse_header_parameters(written)
        codecs.lookup(parameters.get("charset", "utf-8"))
    except LookupError:
        return written
    except ValueError:
        return UNREADABLE_TYPE
    return written


def _finished(answer: Iterable[bytes]) -> Iterable[bytes]:
    """The answer without anything that is still open; what streams (files, long tables) stays as it is."""
    if getattr(answer, "streaming", True):
        return answer
    try:
        return [*answer]
    finally:
        answer.close()  # type: ignore[attr-defined]  # of every HttpResponse


def _turned_away(status: str, start_response: StartResponse) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")])
    return [_("Die Anfrage ist nicht vollständig angekommen. Es wurde nichts gespeichert.").encode()]
