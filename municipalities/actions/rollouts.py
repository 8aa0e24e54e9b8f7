"""What authorities, or their associations for them, say about rollouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.audit import Subject, entry, plain, record, record_all
from accounts.models import AuditEntry, User
from accounts.roles import Role
from municipalities.actions.gates import check_gates
from municipalities.models import Authority, Rollout, RolloutReport
from municipalities.permissions import check_report
from municipalities.reporting import RolloutInput, RolloutValues, validate
from municipalities.rollout_states import RolloutState
from municipalities.words import STATES
from ozgtracker import german
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.statements.appending import append, check_seen, hold


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a report: the rollout, what is said, and the report it follows (None for the first)."""

    rollout: Rollout
    said: RolloutInput
    supersedes: RolloutReport | None


def report_rollout(
    *,
    by: User,
    rollout: Rollout,
    on: date,
    supersedes: RolloutReport | None,
    demonstration: bool = False,
    **said: Unpack[RolloutValues],
) -> RolloutReport:
    """Append one report that follows exactly the one its author has seen; a correction says that one was wrong.

    Raises NotAllowed, InvalidInput(field), Blocked(conditions) while the gate refuses "live", LostRace(current).
    """
    entries = [Entry(rollout, RolloutInput(**said), supersedes)]
    return report_rollouts(by=by, authority=rollout.authority, on=on, entries=entries, demonstration=demonstration)[0]


@transaction.atomic
def report_rollouts(
    *, by: User, authority: Authority, on: date, entries: Sequence[Entry], demonstration: bool = False
) -> Sequence[RolloutReport]:
    """Append several reports of one authority: all of them or none. Raises what report_rollout raises."""
    check_report(by, authority, on)
    rows = _current(authority, entries)
    lines = sorted(((rows[line.rollout.pk], line.said) for line in entries), key=lambda line: line[0].pk)
    valid = [(row, _validate(row, said, on)) for row, said in lines]
    check_gates(valid, on)
    before = [plain(row, *RolloutReport.REPEATED) for row, _said in valid]
    reports = append([_report(by, row, said, on, demonstration=demonstration) for row, said in valid])
    record_all([_entry(by, report, was, authority) for report, was in zip(reports, before, strict=True)])
    return reports


@transaction.atomic
def confirm_unchanged(*, by: User, authority: Authority, on: date, demonstration: bool = False) -> int:
    """Say "unverändert" for all that was reported before and not yet this month; the number confirmed.

    Left out is what nobody reported yet, and what is past its own date: that needs a word, not a click.
    """
    check_report(by, authority, on)
    # Reports that are just being made win: their rollouts are no longer confirmable.
    held = hold(Rollout.objects.filter(authority=authority).confirmable(on))
    rollouts = list(Rollout.objects.filter(pk__in=held).select_related("last_report", "service").order_by("pk"))
    reports = [
        _report(by, rollout, rollout.last_report.said, on, demonstration=demonstration, is_confirmation=True)
        for rollout in rollouts
        if rollout.last_report is not None
    ]
    if not reports:
        return 0
    append(reports)
    record(
        by=by,
        on=on,
        verb="rollouts_confirmed",
        subject=Subject("authority", authority.ars, authority.label),
        sentence=_confirmed(authority, len(reports)),
        after={_("Leistungen"): [rollout.service.ozg_id for rollout in rollouts]},
        on_behalf_of=_on_behalf(by, authority),
        change_set=reports[0].change_set,
    )
    return len(reports)


def _current(authority: Authority, entries: Sequence[Entry]) -> dict[int, Rollout]:
    """The current row of every line, by pk. Refuses what is foreign, not competent, or seen in an older state."""
    held = hold(Rollout.objects.filter(authority=authority, pk__in=[line.rollout.pk for line in entries]))
    current = Rollout.objects.filter(pk__in=held).select_related("service", "last_report")
    rows = {row.pk: row for row in current}
    if len(rows) < len(entries):
        raise InvalidInput(found("rollout.somebody-elses"))
    for line in entries:
        row = rows[line.rollout.pk]
        if not row.is_competent:
            raise InvalidInput(found("rollout.not-competent", authority=authority.label, service=row.service.name))
        check_seen(row.last_report, line.supersedes, row.service.name)
    return rows


def _validate(row: Rollout, said: RolloutInput, on: date) -> RolloutInput:
    _check_evidence(said.evidence)
    return validate(row.before, said, on)


def _check_evidence(address: str) -> None:
    if not address:
        return
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise InvalidInput(found("rollout.whole-address"), field="evidence") from error


def _report(
    by: User, row: Rollout, said: RolloutInput, on: date, *, demonstration: bool, is_confirmation: bool = False
) -> RolloutReport:
    return RolloutReport(
        rollout=row,
        said_on=on,
        **said.columns(),
        by=by,
        on_behalf=by.role == Role.ASSOCIATION,
        is_confirmation=is_confirmation,
        supersedes_id=row.last_report_id,
        corrects_id=row.last_report_id if said.is_correction else None,
        is_demonstration=demonstration,
    )


def _entry(by: User, report: RolloutReport, before: dict[str, Any], authority: Authority) -> AuditEntry:
    """The trail never carries the remark: it is for the own side only."""
    row = report.rollout
    return entry(
        by=by,
        on=report.said_on,
        verb="rollout_reported",
        subject=Subject("rollout", f"{authority.ars}/{row.service.ozg_id}", f"{row.service.name}, {authority.label}"),
        sentence=_("%(authority)s, „%(service)s“: %(said)s.")
        % {"authority": authority.label, "service": row.service.name, "said": _words(report)},
        reason=report.reason_words,
        before=before,
        after=plain(report, *RolloutReport.REPEATED),
        on_behalf_of=_on_behalf(by, authority),
        change_set=report.change_set,
    )


def _words(report: RolloutReport) -> str:
    label = STATES[RolloutState(report.state)].label
    if report.corrects_id:
        label = _("berichtigt: %(state)s") % {"state": label}
    if report.live_on:
        return _("%(state)s seit %(day)s") % {"state": label, "day": german.day(report.live_on)}
    if report.forecast_on:
        return _("%(state)s, live erwartet %(day)s") % {"state": label, "day": german.day(report.forecast_on)}
    return label


def _on_behalf(by: User, authority: Authority) -> str:
    return authority.label if by.role == Role.ASSOCIATION else ""


def _confirmed(authority: Authority, number: int) -> str:
    words = ngettext(
        "%(authority)s: %(n)s Leistung unverändert bestätigt.",
        "%(authority)s: %(n)s Leistungen unverändert bestätigt.",
        number,
    )
    return words % {"authority": authority.label, "n": german.number(number)}
