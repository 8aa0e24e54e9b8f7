"""The broker as it is, read by hand: what a request hands to the worker, and the worker's part played at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import current_app
from kombu.simple import SimpleQueue

Drain = Callable[[], list[dict[str, Any]]]


def _drain(queue: SimpleQueue) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        try:
            message = queue.get_nowait()
        except queue.Empty:
            return found
        message.ack()
        if message.headers["task"] == "accounts.send_link":
            found.append(message.payload[1])


@pytest.fixture
def handed_over() -> Iterator[Drain]:
    """handed_over() takes the links out of the queue that requests have asked for since the last call."""
    with current_app.connection_for_read() as link, link.SimpleQueue(current_app.conf.task_default_queue) as queue:
        _drain(queue)
        yield lambda: _drain(queue)
