"""Asks for each page through the whole of Django, in this process, as the people of the demonstration.

Beside each page stands its floor: the statements it sends, sent again without Django on the same connection, and an
empty page. How many times its floor a page takes depends little on the machine.
"""

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
    """A page as one person asks for it; aim: milliseconds at the 95th percentile, 0 for none."""

    name: str
    address: str
    by: Player = MINISTRY
    aim: float = 60


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of the first, the median and the slow answers, of the bare statements and of an empty page;
    statements sent, and bytes before compression."""

    page: Page
    first: float
    median: float
    p95: float
    sql: float
    empty: float
    queries: int
    size: int

    @property
    def factor(self) -> float:
        """How many times its floor."""
        return self.median / (self.sql + self.empty)


EMPTY = Page("leere Seite", "/quellen/", aim=0)


def pages() -> list[Page]:
    """The pages people open every day."""
    place = Authority.objects.get(ars=OFFICERS[-1].body)
    named: Mapping[str, tuple[str, dict[str, object], float]] = {
        "Übersicht": ("overview", {}, 50),
        "Meilensteine": ("milestones", {}, 0),
        "Meilenstein": ("milestone", {"slug": "app-betriebsbereit"}, 0),
        "Trend der Meilensteine": ("milestones-trend", {}, 60),
        "Pakete": ("packages", {}, 60),
        "Paket 1": ("package", {"number": 1}, 60),
        "Leistungen": ("services", {}, 60),
        "Leistung": ("service", {"ozg_id": "10124"}, 60),
        "Kommunen": ("municipalities", {}, 60),
        "Verwaltung": ("authority", {"ars": place.ars}, 60),
        "Ausspielungen": ("rollouts", {}, 60),
        "Berichte": ("reports", {}, 0),
        "Bericht Nr. 6": ("report-issue", {"number": 6}, 0),
        "Protokoll": ("audit", {}, 60),
    }
    found = [Page(title, reverse(name, kwargs=kwargs), aim=aim) for title, (name, kwargs, aim) in named.items()]
    overview, rollouts = reverse("overview"), reverse("rollouts")
    return [
        EMPTY,
        *found,
        Page("Übersicht am 31.03.2022", f"{overview}?stichtag=2022-03-31", aim=50),
        Page("Was wäre, wenn", f"{reverse('what-if')}?epayment=6", aim=0),
        Page("Ausspielungen live", f"{rollouts}?stand=live"),
        Page("Ausspielungen nach Termin", f"{rollouts}?sortierung=erwartet"),
        Page("Ausspielungen, letzte Seite", f"{rollouts}?seite=letzte"),
        Page("Melden", reverse("report"), OFFICERS[-1]),
    ]


def measure(rounds: int) -> list[Measured]:
    """Every page that often; the empty one goes first."""
    empty = _one(EMPTY, rounds, None)
    return [empty, *(_one(page, rounds, empty.median) for page in pages()[1:])]


def _one(page: Page, rounds: int, empty: float | None) -> Measured:
    client = Client()
    client.force_login(User.objects.get(email=page.by.email))
    first, size = _ask(client, page)
    times = [_ask(client, page)[0] for _round in range(rounds)]
    with CaptureQueriesContext(connection) as sent:
        _ask(client, page)
    statements = [query["sql"] for query in sent.captured_queries if query["sql"].startswith("SELECT")]
    median = statistics.median(times)
    return Measured(
        page=page,
        first=first,
        median=median,
        p95=sorted(times)[int(len(times) * 0.95)],
        sql=statistics.median(_bare(statements) for _round in range(rounds)),
        empty=median if empty is None else empty,
        queries=len(sent),
        size=size,
    )


def _ask(client: Client, page: Page) -> tuple[float, int]:
    begin = time.perf_counter()
    answer = client.get(page.address)
    took = (time.perf_counter() - begin) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{page.address} antwortet {answer.status_code}.")
    return took, len(answer.content)


def _bare(statements: list[str]) -> float:
    """What the database alone takes, with its answer read."""
    begin = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()
    return (time.perf_counter() - begin) * 1000
