"""People, and the trail of what they did."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from accounts.access_events import EVENTS, AccessEvent
from accounts.access_requests import KINDS, REQUEST_STATES, RequestKind, RequestState
from accounts.names import Named
from accounts.person_states import LOOKS, PersonState
from accounts.queries import AccessRequestQuerySet, AuditEntryQuerySet, SignInQuerySet, UserManager
from accounts.roles import ROLES, Role, Side
from accounts.sign_in_events import SIGN_IN_EVENTS, SignInEvent
from ozgtracker.badges import Badge


class User(AbstractBaseUser):
    """A person with exactly one role. For which authority somebody speaks is known upstairs, in municipalities."""

    email = models.EmailField(
        _("E-Mail-Adresse"),
        unique=True,
        error_messages={"unique": _("Zu dieser E-Mail-Adresse gibt es schon eine Person.")},
    )
    name = models.CharField(_("Name"), max_length=120)
    organisation = models.CharField(_("Stelle"), max_length=200, blank=True)
    role = models.CharField(_("Rolle"), max_length=20, choices=[(role.value, ROLES[role].label) for role in Role])
    is_active = models.BooleanField(_("aktiv"), default=True)
    closings = models.PositiveIntegerField(_("wie oft gesperrt"), default=0)
    created_at = models.DateTimeField(_("angelegt am"), db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    objects = UserManager()

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        constraints = (
            # Small letters only: so unique means unique, whatever somebody types, and every look-up uses the index.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email_lower"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="accounts_user_role_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Changes when the access is closed: its sessions end for good, also if it is opened again."""
        known = f"{super().get_session_auth_hash()}{self.closings}"
        return salted_hmac("accounts.closings", known, algorithm="sha256").hexdigest()

    @property
    def state(self) -> Badge:
        """Active, invited (never signed in yet) or deactivated, as the pages show it."""
        if not self.is_active:
            return LOOKS[PersonState.INACTIVE]
        return LOOKS[PersonState.ACTIVE if self.last_login else PersonState.INVITED]

    @property
    def role_label(self) -> str:
        """The German name of the role."""
        return ROLES[Role(self.role)].label

    @property
    def side(self) -> Side | None:
        """The side this person speaks for, if any."""
        return ROLES[Role(self.role)].side


class AccessRequest(models.Model):
    """Somebody wants to give, take or reopen a role that no one gives alone; another person decides on it.

    An invitation names nobody yet (`person` is empty): until it is confirmed there is no access that could be misused.
    """

    kind = models.CharField(_("Art"), max_length=20, choices=[(kind.value, KINDS[kind]) for kind in RequestKind])
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="access_requests"
    )
    email = models.EmailField(_("E-Mail-Adresse"))
    name = models.CharField(_("Name"), max_length=120)
    organisation = models.CharField(_("Stelle"), max_length=200, blank=True)
    role = models.CharField(_("Rolle"), max_length=20, choices=[(role.value, ROLES[role].label) for role in Role])
    role_before = models.CharField(_("bisherige Rolle"), max_length=20, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_on = models.DateField(_("beantragt am"))
    state = models.CharField(
        _("Stand"),
        max_length=20,
        choices=[(state.value, look.label) for state, look in REQUEST_STATES.items()],
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
        return ROLES[Role(self.role)].label

    @property
    def role_before_label(self) -> str:
        """The German name of the role so far; empty for an invitation."""
        return ROLES[Role(self.role_before)].label if self.role_before else ""


class AccessNotice(models.Model):
    """Somebody is to be told what happened to the own access: a row of the same transaction, mailed later."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(_("Ereignis"), max_length=20, choices=[(one.value, EVENTS[one]) for one in AccessEvent])
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


class SignIn(models.Model):
    """Somebody came in, went out or was turned away, and from where; deleted after settings.SIGN_IN_DAYS (adr/0013).

    No person: the address typed is nobody's, and is not stored.
    """

    at = models.DateTimeField(_("Zeitpunkt"), db_default=Now())
    on = models.DateField(_("Tag"))
    event = models.CharField(
        _("Ereignis"), max_length=20, choices=[(one.value, SIGN_IN_EVENTS[one]) for one in SignInEvent]
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sign_ins")
    address = models.GenericIPAddressField(_("Internetadresse"), null=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(event__in=[one.value for one in SignInEvent]), name="accounts_signin_event_known"
            ),
        )
        indexes = (models.Index(fields=["on"], name="accounts_signin_day"),)

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y} {self.get_event_display()}"

    @property
    def at_here(self) -> datetime:
        """The moment in local time (Europe/Berlin)."""
        return self.at.astimezone(get_current_timezone())


class PersonName(models.Model):
    """Who a code of the trail stands for. Can be corrected and deleted; the trail, which cannot, holds the code."""

    code = models.CharField(_("Kennung"), max_length=10, unique=True)
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    name = models.CharField(_("Name"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Name zu einer Kennung")
        verbose_name_plural = _("Namen zu Kennungen")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class AuditEntry(models.Model):
    """Who changed what, when, why: appended by actions, never changed (a database trigger refuses it).

    Keys are copied, not referenced: deleting a thing neither blocks nor erases the trail. People stand in it by a code
    (accounts.pseudonyms), empty for the system itself.
    """

    at = models.DateTimeField(_("Zeitpunkt"), db_default=Now())
    on = models.DateField(_("Tag"))
    by = models.CharField(_("Person"), max_length=10, blank=True)
    by_role = models.CharField(_("Rolle"), max_length=20)
    on_behalf_of = models.CharField(_("im Auftrag von"), max_length=200, blank=True)
    verb = models.CharField(_("Vorgang"), max_length=60)
    subject_kind = models.CharField(_("Art"), max_length=40)
    subject_key = models.CharField(_("Schlüssel"), max_length=80)
    subject_label = models.CharField(_("Gegenstand"), max_length=300)
    sentence = models.TextField(_("Was geschah"))
    reason = models.TextField(_("Begründung"), blank=True)
    before = models.JSONField(_("vorher"), null=True)
    after = models.JSONField(_("nachher"), null=True)
    source = models.CharField(_("Herkunft"), max_length=20)
    change_set = models.UUIDField(_("Vorgangsnummer"))

    objects = AuditEntryQuerySet.as_manager()

    # Not columns. The name that accounts.pseudonyms.named finds for the code; and, until it is appended, whom it names.
    by_name = ""
    actor: Named | None = None
    people: tuple[Named, ...] = ()

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["subject_kind", "subject_key"], name="accounts_audit_subject"),
            models.Index(fields=["by"], name="accounts_audit_by"),
            models.Index(fields=["on"], name="accounts_audit_day"),
        )

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y} {self.sentence}"

    @property
    def role_label(self) -> str:
        """The German name of the role the person had; "System" for scheduled jobs and loaders."""
        return ROLES[Role(self.by_role)].label if self.by_role in set(Role) else "System"

    @property
    def at_here(self) -> datetime:
        """The moment in local time (Europe/Berlin)."""
        return self.at.astimezone(get_current_timezone())


class AuditSeal(models.Model):
    """The chain over the trail: written by the database alone when an entry is committed (accounts.trail_chain)."""

    position = models.BigIntegerField(_("Stelle"), primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    hash = models.CharField(_("Prüfsumme"), max_length=64)

    class Meta:
        verbose_name = _("Siegel eines Protokolleintrags")
        verbose_name_plural = _("Siegel der Protokolleinträge")
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.position}: {self.hash}"


class DemonstrationMark(models.Model):
    """One row says: this database holds demonstration reports. Every page and every paper shows it."""

    started_at = models.DateTimeField(_("begonnen"), db_default=Now())
    until = models.DateField(_("gespielt bis"))
    seed = models.IntegerField(_("Startwert"))

    class Meta:
        verbose_name = _("Vorführung")
        verbose_name_plural = _("Vorführungen")
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="accounts_demonstrationmark_single"),)

    def __str__(self) -> str:
        return _("Demonstrationsdaten bis %(day)s") % {"day": f"{self.until:%d.%m.%Y}"}
