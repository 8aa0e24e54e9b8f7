"""Pages that a browser may keep and ask about: "has anything changed?" costs one query (docs/adr/0025-kept-pages.md).

Kept are the pages that show a day (ozgtracker.access.turns_back), by one person in one session, and only where the
browser can be told to forget them. What moves by itself says so (`{% moves_alone %}`) and is never kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.contrib.messages import get_messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags
from django.utils.translation import get_language

from ozgtracker import changes
from ozgtracker.ui.requests import Request

KEEP = "private, no-cache"
READING = frozenset({"GET", "HEAD"})
FORGET = '"cache"'
# What does not make answers; everything else in our folders tells one deployment from another.
NOT_OURS = {"var", "tests", "docs", "__pycache__"}
# Chromium and Firefox believe Clear-Site-Data of these without TLS, too.
OWN_MACHINE = {"localhost", "127.0.0.1", "[::1]"}


class KeptPageMiddleware:
    """Tags pages with what they depend on, and answers 304 where the browser holds the very same; the innermost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, plain: HttpRequest) -> HttpResponse:
        """Tag what may be kept; tell the browser to forget everything when somebody has signed out."""
        request = cast("Request", plain)
        request.kept_as = ""
        request.moves_alone = False
        with changes.asked_once() if request.method in READING else nullcontext():
            response = self.get_response(request)
        if request.kept_as and response.status_code == 200 and not _moves(request, response):
            response.headers["ETag"] = request.kept_as
            response.headers["Cache-Control"] = KEEP
        return response

    def process_view(
        self, plain: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Last of all: who asks, and that they may, is known; nothing of the page has been read yet."""
        request = cast("Request", plain)
        if not (getattr(view, "turns_back", False) and may_be_kept(request)):
            return None
        tag = tag_of(request)
        asked = parse_etags(request.headers.get("If-None-Match", ""))
        if tag in asked and not _told(request):
            answer = HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": KEEP})
            patch_vary_headers(answer, ["HX-Request", "Cookie"])
            return answer
        request.kept_as = tag
        return None


def forgetting_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whose session ends with this request leaves no page behind on the machine; the outermost."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # What is refused at the door has no session (ozgtracker.readable).
        session = getattr(request, "session", None)
        ended = settings.SESSION_COOKIE_NAME in request.COOKIES and session is not None and session.is_empty()
        if ended or getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = FORGET
        return response

    return handle


@receiver(user_logged_out)
def note_signed_out(request: HttpRequest | None, **_ignored: Any) -> None:
    """By the button or by doing nothing; forgetting_middleware sees it, and what somebody else has ended."""
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]  # ours, read above


def may_be_kept(request: Request) -> bool:
    """Read by somebody signed in, with a browser that can be told to forget it."""
    forgets = request.is_secure() or request.get_host().rsplit(":", 1)[0] in OWN_MACHINE
    return forgets and request.method in READING and request.user.is_authenticated


def tag_of(request: Request) -> str:
    """The same only for the same person, session, role, language, address, form of answer, day, code and data."""
    asked = sorted((name, value) for name, value in request.headers.items() if name.lower().startswith("hx-"))
    parts = (
        changes.version(),
        request.get_full_path(),
        asked,
        request.today.isoformat(),
        request.user.pk,
        getattr(request.user, "role", ""),
        request.session.session_key,
        request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
        get_language(),
        request.get_host(),
        request.is_secure(),
        deployment(),
    )
    return f'W/"{salted_hmac("ozgtracker.kept", repr(parts), algorithm="sha256").hexdigest()[:32]}"'


@cache
def deployment() -> str:
    """The code, the words and the settings this process answers with."""
    made = sha256()
    for folder in sorted(Path(settings.BASE_DIR).iterdir()):
        for path in sorted(_files(folder)):
            made.update(f"{path}\0".encode() + sha256(path.read_bytes()).digest())
    made.update(repr(sorted(item for item in os.environ.items() if item[0].startswith("OZG_"))).encode())
    return made.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    if folder.name not in NOT_OURS and not folder.name.startswith(".") and folder.is_dir():
        yield from (path for path in folder.rglob("*") if path.is_file() and not NOT_OURS & set(path.parts))


def _moves(request: Request, response: HttpResponse) -> bool:
    """What is said once or ends by itself is not the same a second time; and a file to take away is no page."""
    is_page = not response.streaming and response.headers["Content-Type"].startswith("text/html")
    return not is_page or request.moves_alone or _told(request)


def _told(request: Request) -> bool:
    """Is there something to be said once, or was it said just now?"""
    told = get_messages(request)
    return bool(getattr(told, "used", False) or getattr(told, "added_new", False) or len(told))
