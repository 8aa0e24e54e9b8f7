"""Asks for each page through the whole of Django, in this process, as the people of the demonstration."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from demonstration.cast import MINISTRY, OFFICERS, Player
from municipalities.models import Authority


@dataclass(frozen=True, slots=True)
class Page:
    """A page as one person asks for it."""

    name: str
    address: str
    by: Player = MINISTRY


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of the first and the median answer, statements sent, bytes, and how often /healthz fits into it."""

    page: Page
    first: float
    median: float
    queries: int
    size: int
    ratio: float


HEALTH = Page("Lebenszeichen", "/healthz")


def pages() -> list[Page]:
    """The pages people open every day."""
    place = Authority.objects.get(ars=OFFICERS[-1].body)
    named: Mapping[str, tuple[str, dict[str, object]]] = {
        "Übersicht": ("overview", {}),
        "Meilensteine": ("milestones", {}),
        "Meilenstein": ("milestone", {"slug": "app-betriebsbereit"}),
        "Pakete": ("packages", {}),
        "Paket 1": ("package", {"number": 1}),
        "Leistungen": ("services", {}),
        "Leistung": ("service", {"ozg_id": "10124"}),
        "Kommunen": ("municipalities", {}),
        "Verwaltung": ("authority", {"ars": place.ars}),
        "Ausspielungen": ("rollouts", {}),
        "Berichte": ("reports", {}),
        "Bericht Nr. 6": ("report-issue", {"number": 6}),
        "Protokoll": ("audit", {}),
    }
    found = [Page(title, reverse(name, kwargs=kwargs)) for title, (name, kwargs) in named.items()]
    past = Page("Übersicht am 31.03.2022", f"{reverse('overview')}?stichtag=2022-03-31")
    return [*found, past, Page("Melden", reverse("report"), OFFICERS[-1])]


def measure(rounds: int) -> list[Measured]:
    """Every page that often; /healthz goes first and is what the others are compared with."""
    health = _one(HEALTH, rounds * 5, None)
    return [health, *(_one(page, rounds, health.median) for page in pages())]


def _one(page: Page, rounds: int, health: float | None) -> Measured:
    client = Client()
    client.force_login(User.objects.get(email=page.by.email))
    first, size = _ask(client, page)
    times = [_ask(client, page)[0] for _round in range(rounds)]
    with CaptureQueriesContext(connection) as sent:
        _ask(client, page)
    median = statistics.median(times)
    return Measured(page, first, median, len(sent), size, median / (health or median))


def _ask(client: Client, page: Page) -> tuple[float, int]:
    begin = time.perf_counter()
    answer = client.get(page.address)
    took = (time.perf_counter() - begin) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{page.address} antwortet {answer.status_code}.")
    return took, len(answer.content)
