"""Local authorities and municipalities, who speaks for them, what they carry out, and how far each rollout is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from municipalities.kinds import KINDS, Kind
from municipalities.queries import (
    AuthorityQuerySet,
    CompetenceQuerySet,
    MunicipalityQuerySet,
    RepresentativeQuerySet,
    RolloutQuerySet,
    RolloutReportQuerySet,
)
from municipalities.rollout_states import STATES, RolloutState
from services.models import Service

KIND_CHOICES = [(kind.value, KINDS[kind]) for kind in Kind]
STATE_CHOICES = [(state.value, STATES[state].label) for state in RolloutState]


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
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Verwaltung")
        verbose_name_plural = _("Verwaltungen")
        ordering = ("sort_key", "ars")
        constraints = (
            models.CheckConstraint(condition=Q(ars__regex=r"^\d{12}$"), name="municipalities_authority_ars_digits"),
            models.CheckConstraint(condition=Q(ags="") | Q(ags__regex=r"^\d{8}$"), name="municipalities_authority_ags_digits"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="municipalities_authority_kind_known"),
        )

    def __str__(self) -> str:
        return self.label


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
    district = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="district_municipalities")
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
    """Kommunaler Spitzenverband. Membership is voluntary and may overlap, so it is data, never derived from the kind."""

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


class Representative(models.Model):
    """A person speaks for one authority or one association, from a day until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="representatives")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, null=True, blank=True, related_name="representatives")
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
                condition=Q(authority__isnull=False, association__isnull=True) | Q(authority__isnull=True, association__isnull=False),
                name="municipalities_representative_one_body",
            ),
            models.UniqueConstraint(
                fields=["user", "authority"], condition=Q(until__isnull=True, authority__isnull=False),
                name="municipalities_representative_authority_once",
            ),
            models.UniqueConstraint(
                fields=["user", "association"], condition=Q(until__isnull=True, association__isnull=False),
                name="municipalities_representative_association_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="municipalities_representative_until_after_since"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} für {self.authority or self.association}"


class Competence(models.Model):
    """A kind of authority carries out a service: the only source of denominators."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="competences")
    kind = models.CharField(_("Art der Verwaltung"), max_length=30, choices=KIND_CHOICES)
    source = models.CharField(_("Quelle"), max_length=300)
    is_assumption = models.BooleanField(_("Annahme"))

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zuständigkeit")
        verbose_name_plural = _("Zuständigkeiten")
        constraints = (models.UniqueConstraint(fields=["service", "kind"], name="municipalities_competence_unique"),)

    def __str__(self) -> str:
        return f"{self.service}: {self.get_kind_display()}"


class Rollout(models.Model):
    """One service in one competent authority. The state is that of the last report, kept beside it for speed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="rollouts")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="rollouts")
    # False once the competence ended: past reports stay, the denominator shrinks.
    is_competent = models.BooleanField(_("zuständig"), default=True)
    state = models.CharField(_("Stand"), max_length=20, choices=STATE_CHOICES, default=RolloutState.UNKNOWN)
    forecast_on = models.DateField(_("live erwartet am"), null=True, blank=True)
    live_on = models.DateField(_("live seit"), null=True, blank=True)
    maturity = models.PositiveSmallIntegerField(_("Reifegrad (Modell 1.1)"), null=True, blank=True)
    reported_on = models.DateField(_("zuletzt gemeldet am"), null=True, blank=True)
    last_report = models.OneToOneField(
        "RolloutReport", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )

    objects = RolloutQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausspielung")
        verbose_name_plural = _("Ausspielungen")
        constraints = (
            models.UniqueConstraint(fields=["authority", "service"], name="municipalities_rollout_unique"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RolloutState]), name="municipalities_rollout_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="unknown", last_report__isnull=True) | Q(~Q(state="unknown"), last_report__isnull=False),
                name="municipalities_rollout_unknown_means_no_report",
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_on__isnull=False), name="municipalities_rollout_live_has_day"
            ),
        )
        indexes = (
            # Counted by millions, so the figures are answered by the index alone.
            models.Index(
                fields=["service", "state"], include=["authority"], condition=Q(is_competent=True),
                name="municipalities_rollout_state",
            ),
            models.Index(
                fields=["authority", "state"], include=["service"], condition=Q(is_competent=True),
                name="municipalities_rollout_where",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} in {self.authority}"


class RolloutReport(models.Model):
    """What somebody said about a rollout: appended, never changed. The remark is for the own side only."""

    rollout = models.ForeignKey(Rollout, on_delete=models.PROTECT, related_name="reports")
    said_on = models.DateField(_("gemeldet am"))
    state = models.CharField(_("Stand"), max_length=20, choices=STATE_CHOICES)
    forecast_on = models.DateField(_("live erwartet am"), null=True, blank=True)
    live_on = models.DateField(_("live seit"), null=True, blank=True)
    maturity = models.PositiveSmallIntegerField(_("Reifegrad (Modell 1.1)"), null=True, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    remark = models.TextField(_("Bemerkung (nur für die eigene Seite)"), blank=True)
    evidence = models.URLField(_("Nachweis (Adresse der Leistung)"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.BooleanField(_("im Auftrag gemeldet"), default=False)
    is_confirmation = models.BooleanField(_("unverändert bestätigt"), default=False)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by")
    is_demonstration = models.BooleanField(_("Demonstration"), default=False)
    recorded_at = models.DateTimeField(db_default=Now())

    objects = RolloutReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Meldung zur Ausspielung")
        verbose_name_plural = _("Meldungen zur Ausspielung")
        ordering = ("said_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["rollout"], condition=Q(supersedes__isnull=True), name="municipalities_rolloutreport_first"
            ),
            models.CheckConstraint(condition=~Q(state="unknown"), name="municipalities_rolloutreport_says_something"),
            models.CheckConstraint(
                condition=Q(maturity__isnull=True) | Q(maturity__range=(0, 4)), name="municipalities_rolloutreport_maturity_range"
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_on__isnull=False), name="municipalities_rolloutreport_live_has_day"
            ),
            models.CheckConstraint(
                condition=Q(live_on__isnull=True) | Q(live_on__lte=F("said_on")), name="municipalities_rolloutreport_live_not_future"
            ),
        )
        indexes = (models.Index(fields=["rollout", "-said_on", "-id"], name="municipalities_report_latest"),)

    def __str__(self) -> str:
        return f"{self.rollout} {self.said_on:%d.%m.%Y}"
