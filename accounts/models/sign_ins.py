"""Who came in from where."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from accounts.sign_in_events import SignInEvent
from accounts.words import SIGN_IN_EVENTS


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Questions about who came in from where."""

    def of(self, person: User) -> SignInQuerySet:
        """What happened at the door of this person's access."""
        return self.filter(person=person)

    def until(self, day: date) -> SignInQuerySet:
        """What had happened by the end of that day."""
        return self.filter(on__lte=day)

    def since(self, day: date) -> SignInQuerySet:
        """What happened on that day or later."""
        return self.filter(on__gte=day)

    def before(self, day: date) -> SignInQuerySet:
        """What is older than that day."""
        return self.filter(on__lt=day)

    def search(self, words: str) -> SignInQuerySet:
        """Those of somebody of this name or mail address, or from this internet address; every word must occur."""
        found = self
        for word in words.split():
            named = Q(person__name__icontains=word) | Q(person__email__icontains=word)
            found = found.filter(named | Q(address__startswith=word))
        return found

    def older_than(self, number: int) -> SignInQuerySet:
        """Those before this one, newest first."""
        return self.filter(pk__lt=number)


class SignIn(models.Model):
    """Somebody came in, went out or was turned away, and from where; deleted after settings.SIGN_IN_DAYS (adr/0013).

    No person: the address typed is nobody's, and is not stored.
    """

    at = models.DateTimeField(_("Zeitpunkt"), db_default=Now())
    on = models.DateField(_("Tag"))
    event = models.CharField(_("Ereignis"), max_length=20, choices=SIGN_IN_EVENTS.choices())
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
