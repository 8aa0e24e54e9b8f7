"""A real mail server inside the test process that can hesitate, refuse and hang up at any step of the conversation."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Post:
    """What the server does, and what it has accepted."""

    greet: threading.Event = field(default_factory=threading.Event)
    accept: threading.Event = field(default_factory=threading.Event)
    hangs_up: bool = False
    answer_to_recipient: str = "250 OK"
    answer_to_data: str = "250 Angenommen"
    accepted: list[Message] = field(default_factory=list)
    seen_data: threading.Event = field(default_factory=threading.Event)
    connected: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def __post_init__(self) -> None:
        self.greet.set()
        self.accept.set()

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept or refuse one recipient."""
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take the mail; it counts as accepted from here on, even if the answer never arrives."""
        content = envelope.content
        assert isinstance(content, bytes)
        self.seen_data.set()
        if self.answer_to_data.startswith("250"):
            self.accepted.append(message_from_bytes(content, policy=default))
        await _wait(self.accept)
        if self.hangs_up:
            transport = server.transport
            assert isinstance(transport, asyncio.WriteTransport)
            transport.abort()
        return self.answer_to_data

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """The beginning of a conversation."""
        session.host_name = hostname
        self.connected.set()
        await _wait(self.greet)
        return responses

    @property
    def addresses(self) -> list[str]:
        """To whom mail was accepted, sorted."""
        return sorted(str(message["To"]) for message in self.accepted)


async def _wait(event: threading.Event) -> None:
    while not event.is_set():
        await asyncio.sleep(0.01)


@contextmanager
def post_office() -> Iterator[Post]:
    """A running server on a free port of the loopback."""
    post = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        post.port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    try:
        yield post
    finally:
        post.greet.set()
        post.accept.set()
        controller.stop()
