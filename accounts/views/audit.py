"""The pages of the trail."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import audit_words
from accounts.confidences import verbs_withheld_from
from accounts.downloads import table_download
from accounts.forms import AuditFilter
from accounts.models import AuditEntry, AuditEntryQuerySet
from accounts.permissions import AUDIT_READERS, SIGN_IN_READERS
from accounts.pseudonyms import in_batches, named
from accounts.requests import MemberRequest
from ozgtracker.access import allow, turns_back
from ozgtracker.ui.by_key import page_by_key


@turns_back
@allow(AUDIT_READERS)
@require_safe
def audit(request: MemberRequest) -> HttpResponse:
    """Who changed what, when, why?"""
    form = AuditFilter(request.GET, reader=request.user)
    found = _entries(request, form)
    total = found.count()
    entries, older = page_by_key(found, request.GET.get("vor", ""))
    context = {
        "form": form,
        "total": total,
        "rows": [(entry, audit_words.changes(entry)) for entry in named(entries)],
        "older": older,
        "is_first": not request.GET.get("vor"),
        "may_read_sign_ins": request.user.role in SIGN_IN_READERS,
        "is_partial": bool(verbs_withheld_from(request.user.role)),
    }
    return render(request, "accounts/audit.html#rows" if request.htmx else "accounts/audit.html", context)


@turns_back
@allow(AUDIT_READERS)
@require_safe
def audit_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same entries as a table, all of them."""
    entries = in_batches(_entries(request, AuditFilter(request.GET, reader=request.user)).iterator(2000))
    return table_download(_("Protokoll"), request.day, audit_words.table_header(), audit_words.table_rows(entries))


def _entries(request: MemberRequest, form: AuditFilter) -> AuditEntryQuerySet:
    form.is_valid()
    asked: dict[str, Any] = form.cleaned_data
    found = AuditEntry.objects.readable_by(request.user)
    found = found.until(min(asked.get("until") or request.day, request.day))
    if asked.get("since"):
        found = found.since(asked["since"])
    exact = {"subject_kind": asked.get("kind"), "subject_key": asked.get("key"), "verb": asked.get("verb")}
    return found.by_person(asked.get("person", "")).filter(**{name: value for name, value in exact.items() if value})
