"""gunicorn's threaded worker with a deadline: whoever sends or reads too slowly gives the thread back."""

from __future__ import annotations

import socket
import time
from collections.abc import Buffer
from typing import Any

from gunicorn.http import wsgi
from gunicorn.workers.gthread import TConn, ThreadWorker

RECEIVE_WITHIN = 20.0  # seconds for one request, head and body together
SEND_WITHIN = 60.0  # seconds for one piece of an answer


class DeadlineSocket(socket.socket):
    """A connection that waits for its other end until `deadline` (time.monotonic), then reads only what is there.

    What gunicorn takes for an end of the connection it does not log.
    """

    deadline = 0.0

    def setblocking(self, flag: bool, /) -> None:  # noqa: FBT001 - the signature of every socket
        """To block is to block for SEND_WITHIN at most."""
        self.settimeout(SEND_WITHIN if flag else 0.0)

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """At most so many bytes; none, as if the other end had hung up, when nothing came by the deadline."""
        before = self.gettimeout()
        left = max(0.0, self.deadline - time.monotonic())
        self.settimeout(left if before is None else min(before, left))
        try:
            return super().recv(bufsize, flags)
        except (TimeoutError, BlockingIOError):
            if time.monotonic() < self.deadline:
                raise
            return b""
        finally:
            self.settimeout(before)

    def sendall(self, data: Buffer, flags: int = 0, /) -> None:
        """Raises BrokenPipeError where the other end does not take it in time."""
        try:
            super().sendall(data, flags)
        except TimeoutError as error:
            raise BrokenPipeError from error

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """Raises BrokenPipeError where the other end does not take it in time."""
        try:
            return super().sendfile(file, offset, count)
        except TimeoutError as error:
            raise BrokenPipeError from error


class QuietResponse(wsgi.Response):  # type: ignore[misc]  # gunicorn ships no types
    """An answer that does not say which program gave it."""

    def default_headers(self) -> list[str]:
        """gunicorn's own, without Server."""
        return [line for line in super().default_headers() if not line.startswith("Server:")]


class DeadlineWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Threads that a slow client holds for a limited time only."""

    def init_process(self) -> None:
        """gunicorn has no setting for what it says of itself."""
        wsgi.Response = QuietResponse
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Every connection passes here before it is first read."""
        if not isinstance(conn.sock, DeadlineSocket):
            conn.sock = DeadlineSocket(fileno=conn.sock.detach())
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> object:
        """Each request of a kept connection has its own deadline."""
        conn.sock.deadline = time.monotonic() + RECEIVE_WITHIN
        return super().handle(conn)

    def finish_request(self, conn: TConn, fs: object) -> None:
        """The one thread that accepts connections ends them too: it must not wait for those that stay open."""
        conn.sock.deadline = 0.0
        super().finish_request(conn, fs)
