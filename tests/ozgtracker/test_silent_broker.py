"""A broker that takes the line and says nothing holds nobody up."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from celery import Celery
from django.conf import settings
from kombu.exceptions import OperationalError


@pytest.mark.slow
def test_a_request_gives_up_on_a_broker_that_never_answers() -> None:
    with ThreadPoolExecutor(1) as pool, socket.create_server(("127.0.0.1", 0)) as silent:
        app = Celery(broker=f"redis://127.0.0.1:{silent.getsockname()[1]}/0", set_as_current=False)
        app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS

        refused = pool.submit(app.send_task, "accounts.send_link").exception(30)

    assert isinstance(refused, OperationalError)
