"""The pages of the trail."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.audit_rows import audit_rows
from accounts.confidences import verbs_withheld_from
from accounts.downloads import whole_list
from accounts.filters import AuditFilter
from accounts.models import AuditEntry
from accounts.permissions import AUDIT_READERS, SIGN_IN_READERS
from accounts.requests import MemberRequest
from accounts.tables import AuditTable
from ozgtracker.access import allow, turns_back
from ozgtracker.ui.listing import NewestFirst


@turns_back
@allow(AUDIT_READERS)
@require_safe
def audit(request: MemberRequest) -> HttpResponse:
    """Who changed what, when, why?"""
    context = {
        "may_read_sign_ins": request.user.role in SIGN_IN_READERS,
        "is_partial": bool(verbs_withheld_from(request.user.role)),
    }
    return _entries(request).answer("accounts/audit.html", context)


@turns_back
@allow(AUDIT_READERS)
@require_safe
@whole_list(_("Protokoll"))
def audit_csv(request: MemberRequest) -> NewestFirst:
    """The same entries as a table, all of them."""
    return _entries(request)


def _entries(request: MemberRequest) -> NewestFirst:
    readable = AuditEntry.objects.readable_by(request.user).until(request.day)
    return NewestFirst(request, AuditTable, AuditFilter(request, readable), rows=audit_rows)
