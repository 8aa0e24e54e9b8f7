"""Every question about reports, recipients and deliveries."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Count, IntegerField, Max, Q, Value, When

from reports.delivery_states import TO_DECIDE, WORST_FIRST, DeliveryState

if TYPE_CHECKING:
    from reports.models import Delivery, Recipient, StatusReport  # noqa: F401  # named in the types of the query sets


class StatusReportQuerySet(models.QuerySet["StatusReport"]):
    """The archive."""

    def of_month(self, month: date) -> StatusReport | None:
        """The issue about this month (its first day), if there is one."""
        return self.filter(month=month).first()

    def latest_month(self) -> date | None:
        """The newest month with an issue."""
        latest: date | None = self.aggregate(latest=Max("month"))["latest"]
        return latest

    def months(self) -> set[date]:
        """Every month with an issue (its first day)."""
        return set(self.values_list("month", flat=True))

    def next_number(self) -> int:
        """The number the next issue will probably have; only who holds the numbering lock may rely on it."""
        highest: int | None = self.aggregate(highest=Max("number"))["highest"]
        return (highest or 0) + 1

    def created_by(self, day: date) -> StatusReportQuerySet:
        """Issues that existed at the end of that day."""
        return self.filter(created_on__lte=day)

    def listed(self) -> StatusReportQuerySet:
        """Without what makes a row heavy, newest first, each with how its deliveries stand."""
        states = {
            f"{state.value}_deliveries": Count("deliveries", filter=Q(deliveries__state=state))
            for state in DeliveryState
        }
        return self.defer("snapshot", "pdf").annotate(**states).order_by("-number")


class RecipientQuerySet(models.QuerySet["Recipient"]):
    """The distribution list."""

    def active(self) -> RecipientQuerySet:
        """Who gets the next report."""
        return self.filter(is_active=True)


class OutboxQuerySet(models.QuerySet["Delivery"]):
    """The outbox."""

    def due(self, moment: datetime) -> OutboxQuerySet:
        """Queued rows that may leave now."""
        return self.filter(Q(not_before__isnull=True) | Q(not_before__lte=moment), state="queued")

    def in_turn(self) -> OutboxQuerySet:
        """In the order in which they leave: what says that the mail does not work goes first."""
        return self.order_by(Case(When(kind="alarm", then=Value(0)), default=Value(1)), "pk")

    def to_decide(self) -> OutboxQuerySet:
        """What a person must decide on."""
        return self.filter(state__in=TO_DECIDE)

    def matching(
        self, *, state: str = "", kind: str = "", number: int | None = None, words: str = ""
    ) -> OutboxQuerySet:
        """Those in this state, of this kind and report, to somebody of this name or address; empty leaves it open."""
        wanted = {"state": state, "kind": kind, "report__number": number}
        found = self.filter(**{name: value for name, value in wanted.items() if value})
        for word in words.split()[:8]:
            found = found.filter(Q(recipient__icontains=word) | Q(recipient_name__icontains=word))
        return found

    def tally(self) -> dict[DeliveryState, int]:
        """How many are in each state (one query)."""
        counted = self.order_by().values_list("state").annotate(number=Count("pk"))
        return {DeliveryState(state): number for state, number in counted}

    def worst_first(self) -> OutboxQuerySet:
        """Unknown and failed first, for a person to decide on; then what is on its way; then what was sent."""
        order = {state: place for place, state in enumerate(WORST_FIRST)}
        place = Case(*(When(state=state, then=Value(n)) for state, n in order.items()), output_field=IntegerField())
        return self.annotate(place=place).order_by("place", "-queued_on", "-pk")

    def light(self) -> OutboxQuerySet:
        """With the number of its report, without the report's weight."""
        return self.select_related("report").defer("report__snapshot", "report__pdf", "body")

    def claim(self, *, expecting: str, becoming: str, **changes: object) -> bool:
        """Compare and set on the one row this queryset selects; False if another process was faster."""
        return self.filter(state=expecting).update(state=becoming, **changes) == 1
