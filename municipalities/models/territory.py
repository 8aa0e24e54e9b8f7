"""Local authorities, municipalities, and the associations authorities join."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from municipalities.kinds import Kind
from municipalities.months import Reported, Reporting, reporting
from municipalities.words import KINDS, LARGE_TOWN
from ozgtracker.former import held_then
from ozgtracker.relations import related, rows_of_each
from ozgtracker.ui.as_of import AsOf

KIND_CHOICES = KINDS.choices()


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Local authorities."""

    def valid_on(self, day: date) -> AuthorityQuerySet:
        """Those that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )

    def as_of(self, at: AsOf) -> AuthorityQuerySet:
        """With population_then, area_km2_then, municipality_count_then, is_large_town_then and district_then, as they
        were on that day. Names are those of today."""
        return self.annotate(**held_then(self, at))

    def within(self, district: str) -> AuthorityQuerySet:
        """The Landkreis of that ARS and what belonged to it. Reads what as_of annotated."""
        return self.filter(Q(ars=district) | Q(district_then__in=Authority.objects.filter(ars=district).values("pk")))

    def spoken_for_by(self, user: User, on: date) -> AuthorityQuerySet:
        """Those this person may report for: the own authority, or the members of the own association."""
        mandates = related(Authority, "representatives").in_force(on).filter(user=user)
        if user.role == Role.AUTHORITY:
            return self.filter(pk__in=mandates.filter(authority__isnull=False).values("authority"))
        if user.role == Role.ASSOCIATION:
            own = mandates.filter(association__isnull=False).values("association")
            members = Membership.objects.filter(association__in=own)
            return self.filter(pk__in=members.values("authority"))
        return self.none()

    def matching(self, words: str) -> AuthorityQuerySet:
        """Whose label contains every word typed."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(label__icontains=word)
        return found

    def with_missing(self, at: AsOf) -> AuthorityQuerySet:
        """With services, missing (without a report in the month of the day) and said_last; most missing first."""
        own = rows_of_each(self, "rollouts").competent_on(at).as_of(at).order_by()
        mine, silent = own.values("authority"), own.unreported_in_month(at.day).values("authority")
        return self.annotate(
            services=Coalesce(Subquery(mine.annotate(number=models.Count("pk")).values("number")), 0),
            missing=Coalesce(Subquery(silent.annotate(number=models.Count("pk")).values("number")), 0),
            said_last=Subquery(mine.annotate(last=models.Max("said_then")).values("last")),
        ).order_by("-missing", "sort_key", "ars")

    def reported(self, how: Reported, at: AsOf) -> AuthorityQuerySet:
        """Those of this class in the month of the day: the rule municipalities.months.reported_class, in SQL."""
        wanted = {
            Reported.COMPLETE: Q(said=True, silent=False),
            Reported.PARTLY: Q(said=True, silent=True),
            Reported.NOTHING: Q(said=False, silent=True),
        }
        return self._said_and_silent(at).filter(wanted[how])

    def unfinished(self, at: AsOf) -> AuthorityQuerySet:
        """Those that have not reported everything in the month of the day."""
        return self._said_and_silent(at).filter(Q(silent=True))

    def _said_and_silent(self, at: AsOf) -> AuthorityQuerySet:
        """Whether some rollouts were reported in the month, and whether some were not yet; neither: none is asked."""
        own = rows_of_each(self, "rollouts").competent_on(at).as_of(at)
        return self.annotate(said=Exists(own.reported_in_month(at.day)), silent=Exists(own.unreported_in_month(at.day)))

    def reporting(self, at: AsOf) -> Reporting:
        """How many of them have reported everything, something, nothing in the month of the day (one query)."""
        rollouts = related(Authority, "rollouts").competent_on(at).as_of(at)
        in_month = Q(said_then__range=(at.day.replace(day=1), at.day))
        each = rollouts.filter(authority__in=self.order_by().values("pk")).order_by().values("authority")
        counted = each.annotate(asked=models.Count("pk"), said=models.Count("pk", filter=in_month))
        return reporting(counted.values_list("asked", "said"))

    def visible_to(self, user: User, on: date) -> AuthorityQuerySet:
        """Whose own page this person may open: officers only their own; everybody else all."""
        return self.spoken_for_by(user, on) if user.role == Role.AUTHORITY else self.all()


class Authority(models.Model):
    """One of the 194 administrations that report. Key is the 12-digit ARS: a Verbandsgemeinde has no AGS."""

    ars = models.CharField(_("ARS"), max_length=12, unique=True)
    ags = models.CharField(_("AGS"), max_length=8, blank=True)
    kind = models.CharField(_("Art"), max_length=30, choices=KIND_CHOICES)
    name = models.CharField(_("Name"), max_length=120)
    # Names alone are ambiguous (Bad Kreuznach is a district, a town and an association): always show the label.
    label = models.CharField(_("Bezeichnung"), max_length=160)
    sort_key = models.CharField(max_length=160, db_index=True)
    seat = models.CharField(_("Verwaltungssitz"), max_length=120, blank=True)
    district = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("Landkreis")
    )
    population = models.PositiveIntegerField(_("Einwohner"))
    area_km2 = models.DecimalField(_("Fläche in km²"), max_digits=9, decimal_places=2)
    municipality_count = models.PositiveIntegerField(_("Gemeinden"))
    # It does some of its Landkreis's business itself; which, Competence.large_towns_instead says.
    is_large_town = models.BooleanField(_("große kreisangehörige Stadt"), default=False)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Verwaltung")
        verbose_name_plural = _("Verwaltungen")
        ordering = ("sort_key", "ars")
        indexes = (models.Index(fields=["sort_key", "ars"], name="municipalities_authority_order"),)
        constraints = (
            models.CheckConstraint(condition=Q(ars__regex=r"^\d{12}$"), name="municipalities_authority_ars_digits"),
            models.CheckConstraint(
                condition=Q(ags="") | Q(ags__regex=r"^\d{8}$"), name="municipalities_authority_ags_digits"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="municipalities_authority_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(is_large_town=False) | Q(kind=Kind.FREE_MUNICIPALITY.value, district__isnull=False),
                name="municipalities_authority_large_town_in_district",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def kind_words(self) -> str:
        """ "Verbandsgemeinde"; for the eight large towns within districts that they are such."""
        return str(LARGE_TOWN if self.is_large_town else self.get_kind_display())


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Municipalities; they never report."""

    def valid_on(self, day: date) -> MunicipalityQuerySet:
        """Those that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )

    def as_of(self, at: AsOf) -> MunicipalityQuerySet:
        """With population_then, authority_then and district_then, as they were on that day. Names are today's."""
        return self.annotate(**held_then(self, at))


class Municipality(models.Model):
    """Gemeinde. An Ortsgemeinde has no administration of its own and is never asked to report."""

    ars = models.CharField(_("ARS"), max_length=12, unique=True)
    ags = models.CharField(_("AGS"), max_length=8, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    sort_key = models.CharField(max_length=120, db_index=True)
    is_town = models.BooleanField(_("Stadtrecht"), default=False)
    # Its own administration: the Verbandsgemeinde, or the town itself.
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="municipalities")
    # Its Landkreis, which carries out services too; none for a kreisfreie Stadt.
    district = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="district_municipalities"
    )
    population = models.PositiveIntegerField(_("Einwohner"))
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gemeinde")
        verbose_name_plural = _("Gemeinden")
        ordering = ("sort_key", "ars")
        constraints = (
            models.CheckConstraint(condition=Q(ars__regex=r"^\d{12}$"), name="municipalities_municipality_ars_digits"),
            models.CheckConstraint(condition=Q(ags__regex=r"^\d{8}$"), name="municipalities_municipality_ags_digits"),
        )

    def __str__(self) -> str:
        return self.name


class Association(models.Model):
    """Kommunaler Spitzenverband. Membership is voluntary and may overlap: it is data, never derived from the kind."""

    slug = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=160)
    short_name = models.CharField(_("Kurzname"), max_length=60)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))
    members = models.ManyToManyField(Authority, through="Membership", related_name="associations")

    class Meta:
        verbose_name = _("Spitzenverband")
        verbose_name_plural = _("Spitzenverbände")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An authority is a member of an association: with its source, or the word assumption."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="memberships")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="memberships")
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    class Meta:
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
        constraints = (
            models.UniqueConstraint(fields=["association", "authority"], name="municipalities_membership_unique"),
        )

    def __str__(self) -> str:
        return f"{self.authority} in {self.association}"
