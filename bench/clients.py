"""Browsers that cost next to nothing: kept connections and requests written beforehand, looked after by one thread.

What the tool takes is missing to the server on the same machine, so it must be little.
"""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_END = b"\r\n\r\n"
PIECE = 256 * 1024
PATIENCE = 60.0  # seconds; who has no answer by then has none


@dataclass(frozen=True, slots=True)
class Answer:
    """Who asked, what about (a key), the status (0 for none), and the seconds since it was due."""

    who: int
    about: int
    status: int
    took: float
    head: bytes


def request(
    port: int, method: str, path: str, cookie: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> bytes:
    """As a browser writes it."""
    told = {
        "Host": f"127.0.0.1:{port}",
        "Cookie": cookie,
        "Accept-Encoding": "gzip",
        **({"Content-Length": str(len(body))} if body else {}),
        **(headers or {}),
    }
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode() + _END + body


@dataclass
class _Line:
    """One browser: its connection, and what it has asked and not been answered yet; the first is under way."""

    who: int
    asked: deque[tuple[float, bytes, int]] = field(default_factory=deque)
    socket: socket.socket | None = None
    came: bytearray = field(default_factory=bytearray)


class Clients:
    """So many browsers. A browser sends one request at a time and keeps its connection for the next."""

    def __init__(self, port: int, number: int) -> None:
        self._address = ("127.0.0.1", port)
        self._lines = [_Line(who) for who in range(number)]
        self._looking = selectors.DefaultSelector()

    def ask(self, who: int, said: bytes, about: int = 0, *, due: float | None = None) -> None:
        """Sent at once, or once this browser has the answers it waits for; `due` by time.perf_counter."""
        line = self._lines[who]
        line.asked.append((time.perf_counter() if due is None else due, said, about))
        if len(line.asked) == 1:
            self._send(line)

    def answers(self, until: float) -> Iterator[Answer]:
        """What comes until then, each as it comes."""
        while (left := until - time.perf_counter()) > 0 and self._lines:
            for key, _events in self._looking.select(left):
                answer = self._received(key.data)
                if answer is not None:
                    yield answer

    def last_answers(self) -> Iterator[Answer]:
        """What those who still wait get, for as long as a person has PATIENCE; status 0 where nothing comes."""
        end = time.perf_counter() + PATIENCE
        while self.waiting() and time.perf_counter() < end:
            yield from self.answers(min(end, time.perf_counter() + 0.05))
        for line in self._lines:
            while line.asked:
                yield self._answered(line, 0, b"")

    def waiting(self) -> int:
        """How many requests have no answer yet."""
        return sum(len(line.asked) for line in self._lines)

    def close(self) -> None:
        """Everybody leaves."""
        for line in self._lines:
            self._hang_up(line)
        self._looking.close()

    def _send(self, line: _Line) -> None:
        if line.socket is None:
            line.socket = socket.create_connection(self._address)
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._looking.register(line.socket, selectors.EVENT_READ, line)
        line.came.clear()
        line.socket.sendall(line.asked[0][1])

    def _received(self, line: _Line) -> Answer | None:
        try:
            piece = line.socket.recv(PIECE) if line.socket else b""
        except OSError:
            piece = b""
        if not piece:
            return self._left_alone(line)
        line.came += piece
        head, end, _body = bytes(line.came[:4096]).partition(_END)
        if not end:
            return None
        length = _LENGTH.search(head + b"\r\n")
        if length and len(line.came) < len(head) + len(end) + int(length[1]):
            return None
        return self._answered(line, int(head.split(b" ", 2)[1]), head)

    def _left_alone(self, line: _Line) -> Answer | None:
        """The server has ended a kept connection: a browser that has just asked asks once more, on a new one."""
        self._hang_up(line)
        if not line.asked:
            return None
        if line.came:
            return self._answered(line, 0, b"")
        self._send(line)
        return None

    def _hang_up(self, line: _Line) -> None:
        if line.socket is not None:
            self._looking.unregister(line.socket)
            line.socket.close()
            line.socket = None

    def _answered(self, line: _Line, status: int, head: bytes) -> Answer:
        due, _said, about = line.asked.popleft()
        if status == 0:
            self._hang_up(line)
        if line.asked and status:
            self._send(line)
        return Answer(line.who, about, status, time.perf_counter() - due, head)
