"""Taking back what was just reported."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from municipalities.actions import undo_reports
from municipalities.permissions import REPORTERS
from municipalities.views.report import own_authority, report_address
from ozgtracker import clock
from ozgtracker.access import allow
from ozgtracker.errors import Blocked, LostRace
from ozgtracker.saying import refusal


@allow(REPORTERS)
@require_POST
def report_undo(request: MemberRequest, ars: str, change_set: uuid.UUID) -> HttpResponse:
    """Give back what stood before this person's last report; too late is said, not failed."""
    authority = own_authority(request, ars)
    try:
        number = undo_reports(
            by=request.user, authority=authority, change_set=change_set, on=request.today, at=clock.instant()
        )
    except (Blocked, LostRace) as error:
        messages.error(request, refusal(error))
    else:
        words = ngettext(
            "Rückgängig gemacht: %(n)s Meldung gilt nicht mehr.",
            "Rückgängig gemacht: %(n)s Meldungen gelten nicht mehr.",
            number,
        )
        messages.success(request, words % {"n": number})
    return redirect(report_address(authority))
