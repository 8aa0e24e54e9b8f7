"""What a browser keeps: every role x every page that shows a day, and nobody is ever given what another one keeps."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as live
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.roles import Role
from milestones.actions import report_milestone
from milestones.models import Milestone
from milestones.states import State
from ozgtracker import changes, kept, seen_day
from tests.closed_worlds import world as worlds
from tests.closed_worlds.table import Line, table
from tests.closed_worlds.test_stichtag import TURNING_BACK
from tests.closed_worlds.world import COLUMNS, World
from tests.conftest import TODAY
from tests.settled import settled

pytestmark = [pytest.mark.slow, pytest.mark.world(worlds.FURNISHED), pytest.mark.django_db(transaction=True)]
WHO_ASKS = 1
"""The query that every answer to somebody signed in begins with: the session, the person, and what has changed."""
# Files to take away, and the list of issues: it says when the outbox was last looked through.
NOT_KEPT = {"reports", *(name for name in TURNING_BACK if name.endswith(("-csv", "-pdf")))}


@pytest.fixture
def furnished() -> World:
    """Everybody, and what they see."""
    return worlds.find()


def pages(furnished: World, role: Role) -> dict[str, str]:
    """The address of every page that this role may turn back, by what it is and what it is about."""
    column = COLUMNS.index(role)
    lines = [line for line in table() if line.method == "GET" and line.name in TURNING_BACK]
    return {str(line): _address(furnished, line) for line in lines if line.answers[column] == 200}


def reader(furnished: World, role: Role) -> Client:
    """A browser that has its cookies, as every one has that has been at the sign-in."""
    client = furnished.client(role)
    # As after a minute: by then the session stands in the list, as that of a real sign-in does at once (accounts.idle).
    session = client.session
    session["seen_at"] -= 120
    session.save()
    ask(client, "/hilfe/")
    ask(client, "/konto/sessions/")
    settled()
    return client


def _address(furnished: World, line: Line) -> str:
    return reverse(line.name, kwargs=furnished.things[line.thing])


def ask(client: Client, address: str, *tags: str, **headers: str) -> Any:
    """The answer over TLS to whoever holds what these tags name."""
    held = {"if-none-match": ", ".join(tags)} if tags else {}
    return client.get(address, secure=True, headers=held | headers)


def body(answer: Any) -> str:
    """What the page says, without the masks of its tokens."""
    return re.sub(r'(csrfmiddlewaretoken" value="|x-csrftoken": ")\w+', r"\1", answer.content.decode())


def tag(client: Client, address: str = "/milestones/", **headers: str) -> str:
    """Of the page as it is now."""
    return str(ask(client, address, **headers).headers["ETag"])


def test_every_page_is_kept_by_its_reader_for_one_query_and_by_nobody_else(furnished: World) -> None:
    clients = {role: reader(furnished, role) for role in Role}
    addresses = {role: pages(furnished, role) for role in Role}
    first = {role: {page: ask(clients[role], at) for page, at in addresses[role].items()} for role in Role}
    tags = {
        role: {page: one.headers["ETag"] for page, one in answers.items() if "ETag" in one.headers}
        for role, answers in first.items()
    }

    lacking = {(role, page) for role, answers in first.items() for page in answers.keys() ^ tags[role].keys()}
    assert {page.split()[0] for _, page in lacking} == NOT_KEPT
    assert {page.split()[0] for found in tags.values() for page in found} & NOT_KEPT == set()
    every = [one for found in tags.values() for one in found.values()]
    assert len(every) == len(set(every)) > 100
    for role, found in tags.items():
        others = [one for other, theirs in tags.items() if other is not role for one in theirs.values()]
        for page, own in found.items():
            address = addresses[role][page]
            strange = ask(clients[role], address, *others)
            with CaptureQueriesContext(connection) as asked:
                again = ask(clients[role], address, own)
                spent = len(asked)
            assert (again.status_code, again.content, spent) == (304, b"", WHO_ASKS), (role, page)
            assert (again.headers["ETag"], again.headers["Cache-Control"]) == (own, kept.KEEP), (role, page)
            assert (strange.status_code, body(strange)) == (200, body(first[role][page])), (role, page)
            assert {"HX-Request", "Cookie"} <= set(strange.headers["Vary"].split(", ")), (role, page)


def test_no_kept_page_reads_what_moves_without_being_noted(furnished: World) -> None:
    unshown = changes.UNSHOWN - {"django_session", "ozgtracker_page_change"}
    for role in Role:
        client = reader(furnished, role)
        for page, address in pages(furnished, role).items():
            if page.split()[0] in NOT_KEPT:
                continue
            with CaptureQueriesContext(connection) as asked:
                ask(client, address)
                statements = [one["sql"] for one in asked]
            # The first one asks who asks.
            read = {name for name in unshown for one in statements[WHO_ASKS:] if f'"{name}"' in one}
            assert read == set(), (role, page)


def test_a_download_a_form_and_whatever_is_not_turned_back_stay_in_no_cache(furnished: World) -> None:
    client = reader(furnished, Role.MINISTRY)

    answers = [ask(client, reverse(name)) for name in ("milestones-csv", "people", "mail")]
    found = [(one.status_code, one.headers.get("ETag"), one.headers["Cache-Control"]) for one in answers]

    assert found == [(200, None, store) for store in ("no-store", "private, no-store", "private, no-store")]


def test_the_tag_moves_with_what_was_said_and_gives_the_new_page(furnished: World) -> None:
    client = reader(furnished, Role.MINISTRY)
    before = tag(client)
    milestone = Milestone.objects.get(slug="start-paket-1")
    milestone.title = "Anders benannt"
    milestone.save()

    answer = ask(client, "/milestones/", before)

    assert (answer.status_code, "Anders benannt" in body(answer)) == (200, True)


def test_the_tag_is_of_one_session_form_of_answer_and_day(furnished: World, settings: Settings) -> None:
    client, elsewhere = reader(furnished, Role.MINISTRY), reader(furnished, Role.MINISTRY)
    tags = [
        tag(client),
        tag(elsewhere),
        tag(client, **{"hx-request": "true"}),
        tag(client, **{"hx-request": "true", "hx-target": "rows"}),
        tag(client, "/milestones/?stichtag=2022-05-31"),
    ]
    settings.TODAY = TODAY + timedelta(days=1)
    seen_day.forget(believing=settings.TODAY)
    tags.append(tag(client))

    assert len(set(tags)) == len(tags)


def test_another_role_of_the_same_person_and_another_deployment_are_other_tags(
    furnished: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = reader(furnished, Role.STEERING)
    first = tag(client)
    monkeypatch.setenv("OZG_OPERATOR", "Jemand anders")
    kept.deployment.cache_clear()
    second = tag(client)
    person = furnished.people[Role.STEERING]
    person.role = Role.AUDITOR
    person.save()
    third = tag(client)
    kept.deployment.cache_clear()

    assert len({first, second, third}) == 3


def test_a_page_that_can_be_taken_back_for_a_while_is_not_kept(furnished: World) -> None:
    client = reader(furnished, Role.OPERATOR)
    milestone = Milestone.objects.get(slug="betrieb-vorbereitet")
    address = reverse("milestone", args=[milestone.slug])
    before = tag(client, address)
    report_milestone(
        by=furnished.people[Role.OPERATOR],
        milestone=milestone,
        on=TODAY,
        supersedes=milestone.last_report,
        state=State.STARTED,
        forecast_on=TODAY + timedelta(days=30),
        reason="Die Abstimmung dauert länger.",
        reason_category="decision",
    )

    answers = [ask(client, address, before), ask(client, address)]

    assert ['id="undo"' in body(one) and "rückgängig" in body(one) for one in answers] == [True, True]
    assert [(one.status_code, one.headers.get("ETag"), one.headers["Cache-Control"]) for one in answers] == [
        (200, None, "private, no-store")
    ] * 2


def test_what_is_said_once_is_said_and_not_kept(furnished: World) -> None:
    client = reader(furnished, Role.MINISTRY)
    before = tag(client)
    pending = CookieStorage(HttpRequest())
    pending.add(constants.SUCCESS, "Gespeichert.")
    answer = HttpResponse()
    pending.update(answer)
    client.cookies["messages"] = answer.cookies["messages"].value

    told = ask(client, "/milestones/", before)
    after = ask(client, "/milestones/", before)

    assert (told.status_code, "Gespeichert." in body(told), told.headers.get("ETag")) == (200, True, None)
    assert after.status_code == 304


def test_what_a_browser_could_not_be_told_to_forget_it_does_not_keep(furnished: World) -> None:
    client = reader(furnished, Role.MINISTRY)
    answers = [client.get("/milestones/", headers={"host": host}) for host in ("testserver", "localhost:8000")]

    assert [one.headers["Cache-Control"] for one in answers] == ["private, no-store", kept.KEEP]


def test_whose_session_ends_leaves_nothing_in_the_browser(furnished: World, settings: Settings) -> None:
    leaving, ended, idle, stranger = (*(reader(furnished, Role.MINISTRY) for _ in range(3)), Client())
    for one in (leaving, ended, idle):
        ask(one, "/milestones/")
    session = idle.session
    session["seen_at"] -= live.IDLE_MINUTES * 60 + 1
    session.save()
    ended.session.delete()

    answers = [
        leaving.post("/konto/logout/", secure=True),
        ask(ended, "/milestones/"),
        ask(idle, "/milestones/"),
        ask(stranger, "/milestones/"),
        ask(reader(furnished, Role.MINISTRY), "/milestones/"),
    ]

    assert [(one.status_code, one.headers.get("Clear-Site-Data")) for one in answers] == [
        (302, '"cache"'),
        (302, '"cache"'),
        (302, '"cache"'),
        (302, None),
        (200, None),
    ]
