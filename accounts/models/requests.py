"""What needs a second person, and what somebody is told about the own access."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.access_events import AccessEvent
from accounts.access_requests import OVERSIGHT, RequestKind, RequestState
from accounts.models.users import User
from accounts.roles import PEOPLE_MANAGERS, Role
from accounts.words import ACCESS_EVENTS, REQUEST_KINDS, REQUEST_STATES, ROLES
from ozgtracker.ui.badges import Badge, badge_choices


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Requests that need a second person."""

    def open(self) -> AccessRequestQuerySet:
        """Those nobody has decided on."""
        return self.filter(state=RequestState.OPEN)

    def decidable_by(self, user: User) -> AccessRequestQuerySet:
        """Open ones this person may decide on: neither the own ones nor those about oneself.

        About auditors and administrators an administrator decides; where there is no other one, the ministry.
        """
        found = self.open().exclude(requested_by=user).exclude(person=user)
        if not user.is_active or user.role not in PEOPLE_MANAGERS:
            return found.none()
        if user.role == Role.ADMIN:
            return found
        others = User.objects.active().filter(role=Role.ADMIN)
        others = others.exclude(pk=OuterRef("requested_by")).exclude(pk=Coalesce(OuterRef("person"), Value(0)))
        return found.exclude(Q(role__in=OVERSIGHT) | Q(role_before__in=OVERSIGHT), Exists(others))

    def with_people(self) -> AccessRequestQuerySet:
        """With everybody the page names."""
        return self.select_related("person", "requested_by", "decided_by")


class AccessRequest(models.Model):
    """Somebody wants to give, take or reopen a role that no one gives alone; another person decides on it.

    An invitation names nobody yet (`person` is empty): until it is confirmed there is no access that could be misused.
    """

    kind = models.CharField(_("Art"), max_length=20, choices=REQUEST_KINDS.choices())
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="access_requests"
    )
    email = models.EmailField(_("E-Mail-Adresse"))
    name = models.CharField(_("Name"), max_length=120)
    organisation = models.CharField(_("Stelle"), max_length=200, blank=True)
    role = models.CharField(_("Rolle"), max_length=20, choices=ROLES.choices())
    role_before = models.CharField(_("bisherige Rolle"), max_length=20, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_on = models.DateField(_("beantragt am"))
    state = models.CharField(
        _("Stand"),
        max_length=20,
        choices=badge_choices(REQUEST_STATES),
        default=RequestState.OPEN,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("entschieden am"), null=True, blank=True)
    reason = models.CharField(_("Begründung"), max_length=500, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zugangsantrag")
        verbose_name_plural = _("Zugangsanträge")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RequestState]),
                name="accounts_accessrequest_state_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in RequestKind]), name="accounts_accessrequest_kind_known"
            ),
            # The database itself knows no request confirmed by who made it.
            models.CheckConstraint(
                condition=~Q(state=RequestState.CONFIRMED)
                | ~Q(decided_by=models.F("requested_by")) & ~Q(decided_by=models.F("person")),
                name="accounts_accessrequest_two_people",
            ),
            models.UniqueConstraint(
                fields=["email"], condition=Q(state=RequestState.OPEN), name="accounts_accessrequest_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def look(self) -> Badge:
        """Sign and word of the state."""
        return REQUEST_STATES[RequestState(self.state)]

    @property
    def role_label(self) -> str:
        """The German name of the role asked for."""
        return ROLES[Role(self.role)]

    @property
    def role_before_label(self) -> str:
        """The German name of the role so far; empty for an invitation."""
        return ROLES[Role(self.role_before)] if self.role_before else ""


class AccessNotice(models.Model):
    """Somebody is to be told what happened to the own access: a row of the same transaction, mailed later."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(_("Ereignis"), max_length=20, choices=ACCESS_EVENTS.choices())
    on = models.DateField(_("Tag"))
    handed_out_on = models.DateField(_("weitergegeben am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Nachricht zum Zugang")
        verbose_name_plural = _("Nachrichten zum Zugang")
        constraints = (
            models.CheckConstraint(
                condition=Q(event__in=[one.value for one in AccessEvent]), name="accounts_accessnotice_event_known"
            ),
        )
        indexes = (
            models.Index(fields=["id"], condition=Q(handed_out_on__isnull=True), name="accounts_notice_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.recipient}"
