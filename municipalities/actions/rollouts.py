"""What authorities, or their associations for them, say about rollouts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.audit import Subject, entry, record, record_all
from accounts.models import AuditEntry, User
from accounts.roles import Role
from municipalities.actions.appending import append, hold
from municipalities.actions.gates import check_gates
from municipalities.models import Authority, Rollout, RolloutReport
from municipalities.permissions import check_report
from municipalities.reporting import Said, settle
from municipalities.rollout_states import STATES, RolloutState
from ozgtracker import german
from ozgtracker.errors import InvalidInput, LostRace
from services.reasons import NO_CATEGORY


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a report: the rollout, what is said, and the report it follows (None for the first)."""

    rollout: Rollout
    said: Said
    supersedes: RolloutReport | None


def report_rollout(
    *,
    by: User,
    rollout: Rollout,
    on: date,
    state: RolloutState,
    live_on: date | None = None,
    forecast_on: date | None = None,
    maturity: int | None = None,
    reason: str = "",
    remark: str = "",
    evidence: str = "",
    is_own_solution: bool = False,
    reason_category: str = NO_CATEGORY,
    is_correction: bool = False,
    supersedes: RolloutReport | None,
    demonstration: bool = False,
) -> RolloutReport:
    """Append one report that follows exactly the one its author has seen; a correction says that one was wrong.

    Raises NotAllowed, InvalidInput(field), Blocked(conditions) while the gate refuses "live", LostRace(current).
    """
    said = Said(
        state,
        live_on,
        forecast_on,
        maturity,
        reason,
        remark,
        evidence,
        is_own_solution,
        reason_category,
        is_correction,
    )
    entries = [Entry(rollout, said, supersedes)]
    return report_rollouts(by=by, authority=rollout.authority, on=on, entries=entries, demonstration=demonstration)[0]


@transaction.atomic
def report_rollouts(
    *, by: User, authority: Authority, on: date, entries: Sequence[Entry], demonstration: bool = False
) -> list[RolloutReport]:
    """Append several reports of one authority: all of them or none. Raises what report_rollout raises."""
    check_report(by, authority, on)
    standing = _standing(authority, entries)
    settled = [_settle(standing, line, on) for line in entries]
    check_gates([(standing[line.rollout.pk], said) for line, said in zip(entries, settled, strict=True)], on)
    reports = [
        _report(by, standing[line.rollout.pk], said, on, demonstration=demonstration)
        for line, said in sorted(zip(entries, settled, strict=True), key=lambda pair: pair[0].rollout.pk)
    ]
    change_set = append(reports)
    record_all([_entry(by, standing[report.rollout_id], report, authority, change_set) for report in reports])
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
    change_set = append(reports)
    record(
        by=by,
        on=on,
        verb="rollouts_confirmed",
        subject=Subject("authority", authority.ars, authority.label),
        sentence=_confirmed(authority, len(reports)),
        after={_("Leistungen"): [rollout.service.ozg_id for rollout in rollouts]},
        on_behalf_of=_on_behalf(by, authority),
        change_set=change_set,
    )
    return len(reports)


def _standing(authority: Authority, entries: Sequence[Entry]) -> dict[int, Rollout]:
    """The current row of every line, by pk. Refuses what is foreign, not competent, or seen in an older state."""
    held = hold(Rollout.objects.filter(authority=authority, pk__in=[line.rollout.pk for line in entries]))
    rows = Rollout.objects.filter(pk__in=held).select_related("service", "last_report")
    standing = {row.pk: row for row in rows}
    if len(standing) < len(entries):
        raise InvalidInput(_("Diese Ausspielung gehört nicht zu dieser Verwaltung."))
    for line in entries:
        row = standing[line.rollout.pk]
        if not row.is_competent:
            message = _("%(authority)s ist für „%(service)s“ nicht zuständig.")
            raise InvalidInput(message % {"authority": authority.label, "service": row.service.name})
        if row.last_report != line.supersedes:
            raise _lost(row)
    return standing


def _settle(standing: dict[int, Rollout], line: Entry, on: date) -> Said:
    row = standing[line.rollout.pk]
    _check_evidence(line.said.evidence)
    return settle(row.before, line.said, on)


def _check_evidence(address: str) -> None:
    if not address:
        return
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        message = _("Bitte geben Sie eine vollständige Adresse an (https://…).")
        raise InvalidInput(message, field="evidence") from error


def _report(
    by: User, row: Rollout, said: Said, on: date, *, demonstration: bool, is_confirmation: bool = False
) -> RolloutReport:
    return RolloutReport(
        rollout=row,
        said_on=on,
        state=said.state,
        live_on=said.live_on,
        forecast_on=said.forecast_on,
        maturity=said.maturity,
        reason=said.reason,
        reason_category=said.reason_category,
        remark=said.remark,
        evidence=said.evidence,
        is_own_solution=said.is_own_solution,
        by=by,
        on_behalf=by.role == Role.ASSOCIATION,
        is_confirmation=is_confirmation,
        supersedes_id=row.last_report_id,
        corrects_id=row.last_report_id if said.is_correction else None,
        is_demonstration=demonstration,
    )


def _lost(row: Rollout) -> LostRace:
    message = _("Zu „%(title)s“ wurde inzwischen etwas anderes gemeldet.") % {"title": row.service.name}
    return LostRace(message, current=row.last_report)


def _entry(by: User, row: Rollout, report: RolloutReport, authority: Authority, change_set: uuid.UUID) -> AuditEntry:
    """The trail never carries the remark: it is for the own side only."""
    return entry(
        by=by,
        on=report.said_on,
        verb="rollout_reported",
        subject=Subject("rollout", f"{authority.ars}/{row.service.ozg_id}", f"{row.service.name}, {authority.label}"),
        sentence=_("%(authority)s, „%(service)s“: %(said)s.")
        % {"authority": authority.label, "service": row.service.name, "said": _words(report)},
        reason=report.reason_words,
        before=_plain(row),
        after=_plain(report),
        on_behalf_of=_on_behalf(by, authority),
        change_set=change_set,
    )


def _plain(said: Rollout | RolloutReport) -> dict[str, str | int | None]:
    return {
        "state": said.state,
        "live_on": _iso(said.live_on),
        "forecast_on": _iso(said.forecast_on),
        "maturity": said.maturity,
        "evidence": said.evidence,
        "is_own_solution": said.is_own_solution,
    }


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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
