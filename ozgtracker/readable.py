"""What cannot be read is refused at the door: 400, a sentence, one line in the log.

Later it would be worse: pages that explain an error look at the form again and fail at it a second time.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.log import log_response
from django.utils.translation import gettext as _

from ozgtracker.failures import plainly
from ozgtracker.receiving import UNREADABLE_TYPE

Handler = Callable[[HttpRequest], HttpResponse]

# LookupError and ValueError: parts of a form may name encodings of their own, and Python has some that are no text.
BROKEN = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError, LookupError, ValueError)


def readable_middleware(get_response: Handler) -> Handler:
    """Passes on only what can be read: our host, UTF-8, a whole form, and no NUL (PostgreSQL takes none)."""

    def handle(request: HttpRequest) -> HttpResponse:
        fault = _fault(request)
        return _refused(request, fault) if fault else get_response(request)

    return handle


def _fault(request: HttpRequest) -> str:
    try:
        request.get_host()
    except SuspiciousOperation as error:
        return str(error)
    if not _is_utf8(request):
        return "charset"
    try:
        return "NUL" if any("\x00" in text for text in _texts(request)) else ""
    except BROKEN as error:
        return type(error).__name__


def _is_utf8(request: HttpRequest) -> bool:
    if request.content_type == UNREADABLE_TYPE:
        return False
    named = (request.content_params or {}).get("charset")
    if named is None:
        return True
    try:
        if codecs.lookup(named).name != "utf-8":
            return False
    except (LookupError, ValueError):
        return False
    # Django knows one spelling only.
    request.encoding = "utf-8"
    return True


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    # A quoted cookie may hold any character by its number.
    yield from request.COOKIES.values()
    for sent in (request.GET, request.POST):
        for name, values in sent.lists():
            yield from (name, *(value for value in values if isinstance(value, str)))


def _refused(request: HttpRequest, fault: str) -> HttpResponse:
    # The page that explains it must not read the same form again.
    request.POST = QueryDict()
    if request.headers.get("HX-Request"):
        answer = plainly(_("Der Server kann diese Anfrage nicht lesen. Es wurde nichts gespeichert."), status=400)
    else:
        answer = render(request, "400.html", status=400)
    log_response("Bad Request (%s): %s", fault, request.path, response=answer, request=request)
    return answer
