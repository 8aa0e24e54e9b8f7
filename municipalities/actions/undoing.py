"""Taking back what somebody just reported about rollouts."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.audit import Subject, record
from accounts.models import User
from accounts.roles import Role
from municipalities.models import Authority, Rollout, RolloutReport
from municipalities.permissions import check_report
from ozgtracker import german
from ozgtracker.errors import Blocked
from ozgtracker.findings import found
from ozgtracker.statements.appending import hold
from ozgtracker.statements.undo import check_undo, give_back


@transaction.atomic
def undo_reports(*, by: User, authority: Authority, change_set: uuid.UUID, on: date, at: datetime) -> int:
    """Give back what stood before this change set; the number of rollouts. `at`: the real moment.

    Raises NotAllowed, Blocked after half an hour, or LostRace(current) where more was said since.
    """
    check_report(by, authority, on)
    reports = RolloutReport.objects.filter(change_set=change_set, rollout__authority=authority)
    hold(Rollout.objects.filter(pk__in=reports.values("rollout")))
    rows = list(reports.select_related("rollout__service", "supersedes", "superseded_by").order_by("rollout_id"))
    check_undo(rows, by=by, at=at)
    if not all(row.rollout.is_competent for row in rows):
        raise Blocked(found("rollout.answered-meanwhile"))
    give_back(rows, by=by, on=on)
    words = ngettext(
        "%(authority)s: Meldung zu %(n)s Leistung rückgängig gemacht.",
        "%(authority)s: Meldung zu %(n)s Leistungen rückgängig gemacht.",
        len(rows),
    )
    record(
        by=by,
        on=on,
        verb="rollouts_undone",
        subject=Subject("authority", authority.ars, authority.label),
        sentence=words % {"authority": authority.label, "n": german.number(len(rows))},
        after={_("Leistungen"): [row.rollout.service.ozg_id for row in rows], _("Vorgang"): str(change_set)},
        on_behalf_of=authority.label if by.role == Role.ASSOCIATION else "",
    )
    return len(rows)
