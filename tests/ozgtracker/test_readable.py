"""What cannot be read: 400 with a sentence at every address, and one line in the log."""

from __future__ import annotations

import io
import logging
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from accounts.models import User
from ozgtracker.receiving import Receiving
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/konto/login/", "/people/", "/gibt-es-nicht/", "/healthz"]
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary="
BROKEN = {
    "utf-7": (f"{FORM}; charset=utf-7", b"x=1"),
    "utf-16": (f"{FORM}; charset=utf-16", b"x=1"),
    "not text at all": (f"{FORM}; charset=rot13", b"x=1"),
    "undefined": ("text/plain; charset=undefined", b"x=1"),
    "unknown": (f"{FORM}; charset=erfunden", b"x=1"),
    "multipart in utf-7": (f"{MULTIPART}x; charset=utf-7", b"--x--"),
    "boundary missing": ("multipart/form-data", b"x"),
    "boundary not ASCII": (f"{MULTIPART}\xe4", b"x"),
    "boundary empty": (MULTIPART, b"x"),
    "too many fields": (FORM, b"a=1&" * 1001),
    "NUL in a value": (FORM, b"a=%00"),
    "NUL in a name": (FORM, b"%00=1"),
    "NUL in a part": (f"{MULTIPART}x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\x00\r\n--x--\r\n'),
}


# Odd, but Django makes something of it.
ODD = {
    "base64 broken": (
        f"{MULTIPART}x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\nA\r\n--x--\r\n',
    ),
    "field of another encoding": (
        f"{MULTIPART}x",
        b"--x\r\nContent-Disposition: form-data; name*=hex''%41\r\n\r\nA\r\n--x--\r\n",
    ),
}


@pytest.fixture
def stranger() -> Client:
    """Somebody with no session and a cookie made up: with it the protection of forms reads what was sent."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = "a" * 32
    return client


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, int]]:
    """Level of each entry of the log, and how many lines it takes."""
    written = logging.Formatter("%(message)s")
    return [(entry.levelname, len(written.format(entry).splitlines())) for entry in caplog.records]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_a_form_nobody_can_read_is_refused_in_one_line(
    stranger: Client, caplog: pytest.LogCaptureFixture, kind: str, address: str
) -> None:
    content_type, body = BROKEN[kind]

    answer = stranger.generic("POST", address, body, content_type)

    assert (answer.status_code, "nicht zu verstehen" in answer.content.decode()) == (400, True)
    assert lines(caplog) == [("WARNING", 1)]


@pytest.mark.parametrize("kind", sorted(ODD))
def test_an_odd_form_breaks_nothing(stranger: Client, kind: str) -> None:
    content_type, body = ODD[kind]

    statuses = [stranger.generic("POST", address, body, content_type).status_code for address in ADDRESSES]

    assert [status for status in statuses if status >= 500] == []


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", "U8"])
def test_every_spelling_of_utf_8_is_read(client: Client, charset: str) -> None:
    answer = client.generic("POST", "/konto/login/", b"login=%C3%A4", f"{FORM}; charset={charset}")

    assert (answer.status_code, answer.context["form"]["login"].value()) == (200, "ä")


def test_htmx_gets_the_sentence_alone(stranger: Client) -> None:
    content_type, body = BROKEN["utf-7"]

    answer = stranger.generic("POST", "/people/", body, content_type, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode() == "Der Server kann diese Anfrage nicht lesen. Es wurde nichts gespeichert."


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "a\x7fb"},
        {"Cookie": 'sessionid="\\000abcdefgh"'},
        {"Cookie": 'csrftoken="\\000"'},
        {"Content-Type": "text/plain; charset=utf-16"},
    ],
)
def test_a_header_nobody_can_read_is_refused_in_one_line(
    client: Client, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    extra: dict[str, Any] = {"CONTENT_TYPE": headers["Content-Type"]} if "Content-Type" in headers else {}

    answer = client.get("/people/?q=a", headers=headers, **extra)

    assert (answer.status_code, lines(caplog)) == (400, [("WARNING", 1)])


ODD_HEADERS = {
    "Accept": "\xff;q=x" * 500,
    "Accept-Encoding": ",;q=" * 500,
    "Accept-Language": "de;q=9e999," * 300,
    "Authorization": "Basic \xff",
    "HX-Current-URL": "http://[",
    "HX-Prompt": "%00",
    "HX-Target": "\xff" * 5000,
    "HX-Trigger": "{",
    "If-Modified-Since": "99999999999999999999",
    "If-None-Match": '"\xff',
    "Origin": "http://[",
    "Range": "bytes=9999999999999999999999-1",
    "Referer": "http://[",
    "X-CSRFToken": "\xff" * 64,
    "X-Forwarded-For": ",,\xff",
    "X-Forwarded-Host": "\xff",
    "X-Forwarded-Proto": "\xff",
}


@pytest.mark.parametrize("name", sorted(ODD_HEADERS))
def test_odd_headers_break_nothing(client_of: ClientOf, ministry: User, name: str) -> None:
    member, stranger = client_of(ministry), Client(enforce_csrf_checks=True)
    sent = {"HX-Request": "true", name: ODD_HEADERS[name]}

    answers = [
        one.generic(method, address, headers=sent).status_code
        for one in (member, stranger)
        for method in ("GET", "POST")
        for address in ("/people/", "/konto/login/", "/static/app.js", "/gibt-es-nicht/")
    ]

    assert [status for status in answers if status >= 500] == []


@pytest.mark.parametrize(
    "content_type",
    [
        f"{FORM}; charset*=erfunden''utf-8",
        f"{FORM}; charset*=utf-8''%00",
        f"{FORM}; charset*=hex''%41",
        f"{FORM}; {'a' * 20_000}=b",
    ],
)
def test_a_content_type_that_breaks_django_itself_is_refused_too(
    caplog: pytest.LogCaptureFixture, content_type: str
) -> None:
    environ: dict[str, Any] = {
        "PATH_INFO": "/gibt-es-nicht/",
        "HTTP_HOST": "testserver",
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": "3",
        "wsgi.input": io.BytesIO(b"x=1"),
    }
    setup_testing_defaults(environ)
    told: list[str] = []

    Receiving(WSGIHandler(), working=1)(environ, lambda status, _headers: told.append(status))  # type: ignore[arg-type]  # no write()

    assert (told, lines(caplog)) == (["400 Bad Request"], [("WARNING", 1)])
