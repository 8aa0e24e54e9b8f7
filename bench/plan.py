"""A plan of as many milestones as asked for: copies of those it has, a week apart."""

from __future__ import annotations

from datetime import timedelta

from milestones.models import BaselineDate, Milestone, Plan


def grow(number: int) -> None:
    """Nothing where the plan has as many already."""
    plan = Plan.objects.current()
    known = list(Milestone.objects.filter(plan=plan).order_by("ordinal"))
    dates = {row.milestone_id: row for row in BaselineDate.objects.filter(milestone__in=known)}
    last = max((row.ordinal for row in known), default=0)
    for more in range(number - len(known)):
        old = known[more % len(known)]
        row = Milestone.objects.get(pk=old.pk)
        row.pk, row.last_report, row.opens_package = None, None, None
        row.slug, row.code, row.ordinal = f"weiterer-{more + 1}", f"W{more + 1}", last + more + 1
        row.title, row.state, row.reported_on = f"{old.title} ({more + 1})", "open", None
        row.forecast_on = row.actual_on = None
        row.save(force_insert=True)
        if (day := dates.get(old.pk)) is not None:
            day.pk, day.milestone = None, row
            day.date = day.date + timedelta(days=7 * more) if day.date else None
            day.save(force_insert=True)
