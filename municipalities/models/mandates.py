"""Who speaks for an authority or an association."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import PEOPLE_MANAGERS, Role
from municipalities.confirmation import Confirmation, MandateEvent
from municipalities.models.territory import Association, Authority, Membership
from municipalities.words import CONFIRMATIONS, DECLINED, ENDED, IN_FORCE, MANDATE_EVENTS, UNCONFIRMED, WAITING
from ozgtracker.ui.badges import Badge

_BY_SOMEBODY = (Confirmation.BODY, Confirmation.ASSOCIATION, Confirmation.SECOND)


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
        others = Representative.objects.speaking(on)
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
        mine = Representative.objects.speaking(on).filter(user=user)
        associations = mine.filter(association__isnull=False).values("association")
        members = Membership.objects.filter(association__in=associations)
        return found.filter(
            Q(authority__in=mine.filter(authority__isnull=False).values("authority"))
            | Q(association__in=associations)
            | Q(authority__in=members.values("authority"))
        )

    def with_names(self) -> RepresentativeQuerySet:
        """With everybody and everything a page names."""
        found = self.select_related("user", "authority", "association", "appointed_by", "decided_by")
        return found.prefetch_related("authority__associations")


class Representative(models.Model):
    """A person speaks for one authority or one association, from the day it was confirmed until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="representatives"
    )
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="representatives"
    )
    is_deputy = models.BooleanField(_("Vertretung"), default=False)
    # Empty: the system itself, or a loader.
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appointed_on = models.DateField(_("benannt am"))
    # Empty as long as nobody has confirmed it: whoever is only appointed speaks for nobody.
    since = models.DateField(_("seit"), null=True, blank=True)
    # The first day without the mandate: whoever is dismissed today speaks for nobody today.
    until = models.DateField(_("beendet am"), null=True, blank=True)
    confirmation = models.CharField(
        _("Bestätigung"),
        max_length=20,
        blank=True,
        choices=CONFIRMATIONS.choices(),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("Begründung"), max_length=500, blank=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ansprechperson")
        verbose_name_plural = _("Ansprechpersonen")
        constraints = (
            models.CheckConstraint(
                condition=Q(authority__isnull=False, association__isnull=True)
                | Q(authority__isnull=True, association__isnull=False),
                name="municipalities_representative_one_body",
            ),
            models.UniqueConstraint(
                fields=["user", "authority"],
                condition=Q(until__isnull=True, authority__isnull=False),
                name="municipalities_representative_authority_once",
            ),
            models.UniqueConstraint(
                fields=["user", "association"],
                condition=Q(until__isnull=True, association__isnull=False),
                name="municipalities_representative_association_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="municipalities_representative_until_after_since",
            ),
            # In force means confirmed, and the database knows none that was confirmed by who made or who holds it.
            models.CheckConstraint(
                condition=Q(since__isnull=True, confirmation="")
                | Q(since__isnull=False, confirmation__in=[one.value for one in Confirmation]),
                name="municipalities_representative_in_force_is_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(confirmation__in=[one.value for one in _BY_SOMEBODY])
                | Q(decided_by__isnull=False, appointed_by__isnull=False)
                & ~Q(decided_by=F("appointed_by"))
                & ~Q(decided_by=F("user")),
                name="municipalities_representative_two_people",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=False) | Q(appointed_by__isnull=False),
                name="municipalities_representative_proposed_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return _("%(name)s für %(body)s") % {"name": self.user, "body": self.body}

    @property
    def body(self) -> Authority | Association:
        """Whom it is about."""
        found = self.authority or self.association
        assert found is not None  # noqa: S101 - municipalities_representative_one_body
        return found

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for confirmation."""
        return self.since is None and self.until is None

    @property
    def mark(self) -> Badge | None:
        """Shown wherever the person is named as speaking: that nobody else has agreed to it."""
        return UNCONFIRMED if self.confirmation == Confirmation.ALONE else None

    @property
    def look(self) -> Badge:
        """Sign and word of where it stands."""
        if self.since is None:
            return WAITING if self.until is None else DECLINED if self.decided_by_id else ENDED
        if self.until is not None:
            return ENDED
        return self.mark or IN_FORCE


class MandateNoticeQuerySet(models.QuerySet["MandateNotice"]):
    """What is to be told about mandates."""

    def waiting(self) -> MandateNoticeQuerySet:
        """Not yet in the outbox."""
        return self.filter(handed_out_on__isnull=True)


class MandateNotice(models.Model):
    """Somebody is to be told what happened to a mandate: a row in the same transaction, put into the outbox later."""

    representative = models.ForeignKey(Representative, on_delete=models.CASCADE, related_name="notices")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(_("Ereignis"), max_length=20, choices=MANDATE_EVENTS.choices())
    on = models.DateField(_("Tag"))
    handed_out_on = models.DateField(_("weitergegeben am"), null=True, blank=True)

    objects = MandateNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Nachricht zur Benennung")
        verbose_name_plural = _("Nachrichten zur Benennung")
        constraints = (
            models.CheckConstraint(
                condition=Q(event__in=[one.value for one in MandateEvent]),
                name="municipalities_mandatenotice_event_known",
            ),
        )
        indexes = (
            models.Index(fields=["id"], condition=Q(handed_out_on__isnull=True), name="municipalities_notice_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.recipient}"
