"""Who speaks for an authority or an association."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from municipalities.models.territory import Association, Authority
from municipalities.queries import RepresentativeQuerySet


class Representative(models.Model):
    """A person speaks for one authority or one association, from a day until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="representatives"
    )
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="representatives"
    )
    is_deputy = models.BooleanField(_("Vertretung"), default=False)
    since = models.DateField(_("seit"))
    # The first day without the mandate: whoever is dismissed today speaks for nobody today.
    until = models.DateField(_("beendet am"), null=True, blank=True)

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
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="municipalities_representative_until_after_since",
            ),
        )

    def __str__(self) -> str:
        return _("%(name)s für %(body)s") % {"name": self.user, "body": self.authority or self.association}
