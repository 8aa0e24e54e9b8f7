"""Every question about who speaks for whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.roles import PEOPLE_MANAGERS, Role

if TYPE_CHECKING:
    from accounts.models import User
    from municipalities.models import MandateNotice, Representative  # noqa: F401 - named in strings


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    """Who speaks for whom."""

    def in_force(self, on: date) -> RepresentativeQuerySet:
        """Confirmed mandates that hold on that day; one that ended on it no longer does."""
        return self.filter(Q(since__lte=on), Q(until__isnull=True) | Q(until__gt=on))

    def speaking(self, on: date) -> RepresentativeQuerySet:
        """Those in force whose person still has access and the role that fits the body: who may confirm others."""
        officers = Q(authority__isnull=False, user__role=Role.AUTHORITY)
        staff = Q(association__isnull=False, user__role=Role.ASSOCIATION)
        return self.in_force(on).filter(officers | staff, user__is_active=True)

    def proposed(self) -> RepresentativeQuerySet:
        """Those that wait for confirmation."""
        return self.filter(since__isnull=True, until__isnull=True)

    def lasting(self) -> RepresentativeQuerySet:
        """Confirmed ones that nobody has ended."""
        return self.filter(since__isnull=False, until__isnull=True)

    def over(self) -> RepresentativeQuerySet:
        """Those that ended, were declined, or were taken back."""
        return self.filter(until__isnull=False)

    def with_confirmers(self, on: date) -> RepresentativeQuerySet:
        """With has_own (somebody speaks for the body already) and has_association (somebody for one it belongs to)."""
        others = apps.get_model("municipalities", "Representative").objects.speaking(on)
        others = others.exclude(user=OuterRef("user")).exclude(user=OuterRef("appointed_by"))
        own = Q(authority=OuterRef("authority")) | Q(association=OuterRef("association"))
        return self.annotate(
            has_own=Exists(others.filter(own)),
            has_association=Exists(others.filter(association__memberships__authority=OuterRef("authority"))),
        )

    def confirmable_by(self, user: User, on: date) -> RepresentativeQuerySet:
        """Proposed ones this person decides on: for the own body, for members of the own association.

        Where nobody speaks for the body or one of its associations, ministry and administration do. Nobody decides on
        what the same person proposed, nor on the own mandate.
        """
        return self.proposed().concerning_confirmer(user, on)

    def concerning_confirmer(self, user: User, on: date) -> RepresentativeQuerySet:
        """The same, and those that somebody else was quicker to decide on."""
        found = self.exclude(user=user).exclude(appointed_by=user)
        if user.role in PEOPLE_MANAGERS and user.is_active:
            nobody_else = Q(has_own=False) & Q(has_association=False)
            return found.with_confirmers(on).filter(nobody_else | Q(since__isnull=False) | Q(until__isnull=False))
        mine = apps.get_model("municipalities", "Representative").objects.speaking(on).filter(user=user)
        associations = mine.filter(association__isnull=False).values("association")
        members = apps.get_model("municipalities", "Membership").objects.filter(association__in=associations)
        return found.filter(
            Q(authority__in=mine.filter(authority__isnull=False).values("authority"))
            | Q(association__in=associations)
            | Q(authority__in=members.values("authority"))
        )

    def with_names(self) -> RepresentativeQuerySet:
        """With everybody and everything a page names."""
        found = self.select_related("user", "authority", "association", "appointed_by", "decided_by")
        return found.prefetch_related("authority__associations")


class MandateNoticeQuerySet(models.QuerySet["MandateNotice"]):
    """What is to be told about mandates."""

    def waiting(self) -> MandateNoticeQuerySet:
        """Not yet in the outbox."""
        return self.filter(handed_out_on__isnull=True)
