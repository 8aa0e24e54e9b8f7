"""Lists too large to wait for: the choice, one's own files, and taking them away."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.downloads import AT_ONCE, called
from accounts.requests import MemberRequest
from exports import actions, files
from exports.addresses import day_typed, extended, list_address
from exports.asking import ask
from exports.models import Export
from exports.page import SPREADSHEET_ROWS, own_exports, rows_words, said_of
from exports.permissions import TAKERS, may_take
from exports.states import ExportState
from ozgtracker import clock
from ozgtracker.access import allow
from ozgtracker.spreadsheet import CSV, attachment
from ozgtracker.ui.stichtag import InvalidStichtag, parse_stichtag


@allow(TAKERS)
@require_safe
def exports(request: MemberRequest) -> HttpResponse:
    """One's own files: which wait, how far they are, which can be taken away."""
    rows = own_exports(request.user, on=request.today, moment=clock.instant())
    before = request.GET.get("gesagt", "")
    said = said_of(rows)
    context = {
        "rows": rows,
        "said": said,
        "is_news": said != before,
        "vals": json.dumps({"gesagt": said}),
        "is_under_way": any(row.is_under_way for row in rows),
        "days": settings.EXPORT_DAYS,
    }
    return render(request, f"exports/list.html{'#own' if request.htmx.target == 'own' else ''}", context)


@allow(TAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def export_new(request: MemberRequest) -> HttpResponse:
    """This list is large: written to a file meanwhile, or taken away at once all the same?"""
    typed = request.POST.get("liste", "") if request.method == "POST" else request.GET.get("liste", "")
    if not typed and request.method != "POST":
        return redirect("exports")
    address, day = list_address(typed), request.today
    with suppress(InvalidStichtag):  # then today, as on the list itself
        day = parse_stichtag(day_typed(typed), request.today)
    if request.method == "POST":
        actions.order_export(by=request.user, address=address, day=day, on=request.today)
        return redirect("exports")
    asked = ask(address, person=request.user, day=day, today=request.today)
    rows, is_all = asked.listing.known_rows(settings.EXPORT_ROWS)
    past = asked.day.isoformat() if asked.day < request.today else ""
    context = {
        "asked": asked,
        "address": extended(address, stichtag=past),
        "rows_words": rows_words(rows, is_all=is_all),
        "is_long": rows >= SPREADSHEET_ROWS,
        "at_once": extended(address, stichtag=past, **{AT_ONCE: "ja"}),
        "days": settings.EXPORT_DAYS,
    }
    return render(request, "exports/new.html", context)


@allow(TAKERS)
@require_safe
def export_file(request: MemberRequest, token: UUID) -> FileResponse:
    """The file itself, for its owner, who must still see the list."""
    export = _own(request, token)
    if export.state != ExportState.DONE or not may_take(export, request.user, request.today):
        raise Http404
    # It travels as it lies there, and the browser unpacks it: what the office opens is a plain table.
    is_packed = re.search(r"\bgzip\b", request.headers.get("Accept-Encoding", "")) is not None
    try:
        answer = FileResponse(files.opened(export.token, packed=is_packed), content_type=CSV)
    except FileNotFoundError as error:
        raise Http404 from error
    answer["Content-Disposition"] = attachment(files.name_of(export, called(export.title, export.day)))
    answer["Cache-Control"] = "no-store"
    patch_vary_headers(answer, ["Accept-Encoding"])
    if is_packed:
        answer["Content-Encoding"] = "gzip"
    return answer


@allow(TAKERS)
@require_POST
def export_restart(request: MemberRequest, token: UUID) -> HttpResponse:
    """Have it tried again."""
    actions.restart_export(by=request.user, export=_own(request, token), on=request.today)
    return redirect("exports")


@allow(TAKERS)
@require_POST
def export_discard(request: MemberRequest, token: UUID) -> HttpResponse:
    """Not wanted any more, finished or not."""
    export = _own(request, token)
    actions.discard_export(export=export)
    messages.success(request, _("„%(title)s“ ist gelöscht.") % {"title": export.title})
    return redirect("exports")


def _own(request: MemberRequest, token: UUID) -> Export:
    found = Export.objects.of(request.user).kept(request.today)
    return get_object_or_404(found.select_related("person"), token=token)
