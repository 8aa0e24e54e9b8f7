"""Every figure of the product: whoever looks for a number finds its label here, and beside it what it counts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dashboards.figures import people
from dashboards.figures.authorities import acting, asked, in_package, places
from dashboards.figures.components import in_scope, ready
from dashboards.figures.criteria import (
    INCOMPLETE,
    Asked,
    AuthorityCriteria,
    MilestoneCriteria,
    MunicipalityCriteria,
    RolloutCriteria,
    ServiceCriteria,
)
from dashboards.figures.figure import Figure
from dashboards.figures.services import in_packages, of_the_plan_without_competence
from milestones.light import Light
from milestones.listing import OVERDUE
from municipalities.maturity import COMPLETE
from municipalities.months import Reported
from municipalities.rollout_states import RolloutState
from municipalities.words import STATES

_LIVE = RolloutState.LIVE

ROLLOUTS = (
    Figure("rollouts", _("Ausspielungen"), RolloutCriteria(), about={"service": _("zuständige Verwaltungen")}),
    Figure(
        "rollouts.live",
        _("Leistungen live, je Verwaltung gezählt"),
        RolloutCriteria(state=_LIVE),
        of="rollouts",
        about={
            "service": _("Verwaltungen live"),
            "authority": _("Leistungen live"),
            "offered_to": _("Für die Menschen hier live"),
            "package": _("Ausspielungen live"),
        },
    ),
    Figure(
        f"rollouts.live.maturity-{COMPLETE}",
        _("live ab Reifegrad 3"),
        RolloutCriteria(state=_LIVE, maturity=COMPLETE),
        of="rollouts",
    ),
    Figure("rollouts.without-evidence", _("live ohne Nachweis"), RolloutCriteria(evidence="nein"), of="rollouts.live"),
    Figure("rollouts.unknown", _("ohne Meldung"), RolloutCriteria(state=RolloutState.UNKNOWN), of="rollouts"),
    *(
        Figure(f"rollouts.{state}", STATES[state].label, RolloutCriteria(state=state), of="rollouts")
        for state in RolloutState
        if state not in {_LIVE, RolloutState.UNKNOWN}
    ),
    Figure("rollouts.under-way", _("bereit oder in Arbeit"), RolloutCriteria(asked=Asked.UNDER_WAY), of="rollouts"),
    Figure("rollouts.waiting", _("wartet auf die Plattform"), RolloutCriteria(asked=Asked.WAITING), of="rollouts"),
    Figure("rollouts.late", _("erwarteter Termin verstrichen"), RolloutCriteria(asked=Asked.LATE), of="rollouts"),
    Figure("rollouts.disputed", _("nicht zuständig, offen"), RolloutCriteria(asked=Asked.DISPUTED), of="rollouts"),
    Figure("rollouts.reported", _("in diesem Monat gemeldet"), RolloutCriteria(reported="ja"), of="rollouts"),
)

AUTHORITIES = (
    Figure("authorities", _("Verwaltungen"), AuthorityCriteria()),
    Figure("authorities.asked", _("Verwaltungen, die etwas zu melden haben"), measure=asked),
    Figure("authorities.acting", _("Verwaltungen, die für Gemeinden handeln"), of="authorities", measure=acting),
    Figure(
        "authorities.live",
        _("Verwaltungen mit mindestens einer Leistung live"),
        AuthorityCriteria(live=1),
        of="authorities.in-package",
    ),
    Figure(
        "authorities.in-package",
        _("Verwaltungen, die für eine Leistung des Pakets zuständig sind"),
        AuthorityCriteria(live=1),
        measure=in_package,
    ),
    Figure(
        "authorities.reported-complete",
        _("vollständig gemeldet"),
        AuthorityCriteria(reported=Reported.COMPLETE),
        of="authorities.asked",
    ),
    Figure(
        "authorities.reported-partly",
        _("teilweise gemeldet"),
        AuthorityCriteria(reported=Reported.PARTLY),
        of="authorities.asked",
    ),
    Figure(
        "authorities.reported-nothing",
        _("gar nicht gemeldet"),
        AuthorityCriteria(reported=Reported.NOTHING),
        of="authorities.asked",
    ),
    Figure(
        "authorities.reported-incomplete",
        _("noch nicht vollständig gemeldet"),
        AuthorityCriteria(reported=INCOMPLETE),
        of="authorities.asked",
    ),
    Figure(
        "authorities.area",
        _("Gebiete der Karte"),
        AuthorityCriteria(area_class="full", mapped_package=1),
        of="places",
    ),
    Figure("places", _("Verwaltungen mit eigenen Einwohnern"), measure=places),
)

MUNICIPALITIES = (
    Figure("municipalities", _("Gemeinden"), MunicipalityCriteria()),
    Figure(
        "municipalities.complete",
        _("Gemeinden, in denen alles davon online ist"),
        MunicipalityCriteria(complete="ja"),
        of="municipalities",
    ),
    Figure(
        "municipalities.incomplete",
        _("Gemeinden, in denen nicht alles davon online ist"),
        MunicipalityCriteria(complete="nein"),
        of="municipalities",
    ),
)

SERVICES = (
    Figure("services", _("Leistungen"), ServiceCriteria()),
    Figure(
        "services.live",
        _("Leistungen, die irgendwo live sind"),
        ServiceCriteria(live="ja"),
        of="services",
        about={"assignment": _("Leistungen angeschlossen")},
    ),
    Figure("services.not-live", _("Leistungen, die nirgends live sind"), ServiceCriteria(live="nein"), of="services"),
    Figure(
        "services.with-competence",
        _("Leistungen, von denen bekannt ist, wer sie ausführt"),
        ServiceCriteria(competence="ja"),
        of="services",
    ),
    Figure(
        "services.without-competence",
        _("Leistungen, von denen nicht bekannt ist, wer sie ausführt"),
        ServiceCriteria(competence="nein"),
        of="services",
    ),
    Figure(
        "services.of-the-plan.without-competence",
        _("Leistungen des Plans, von denen nicht bekannt ist, wer sie ausführt"),
        of="services",
        measure=of_the_plan_without_competence,
    ),
    Figure(
        "services.in-packages", _("Leistungen, die einem Paket zugeordnet sind"), of="services", measure=in_packages
    ),
)

PEOPLE = (
    Figure("people", _("Menschen"), RolloutCriteria(), measure=people.everybody),
    Figure("people.every", _("Alle Leistungen live: Menschen"), RolloutCriteria(), of="people", measure=people.every),
    Figure("people.some", _("Mindestens eine live: Menschen"), RolloutCriteria(), of="people", measure=people.some),
    Figure("people.service", _("Menschen erreicht"), RolloutCriteria(), of="people.served", measure=people.every),
    Figure(
        "people.served",
        _("Menschen, für die bekannt ist, wer zuständig ist"),
        RolloutCriteria(),
        measure=people.served,
    ),
    Figure(
        "people.bundle",
        _("Menschen, die alles davon online erledigen können"),
        MunicipalityCriteria(complete="ja"),
        of="people.of-bundles",
        measure=people.with_bundle,
    ),
    Figure("people.of-bundles", _("Menschen"), MunicipalityCriteria(), measure=people.of_bundles),
)

PLAN = (
    Figure("milestones", _("Einträge des Plans"), MilestoneCriteria()),
    Figure("milestones.counted", _("Meilensteine"), MilestoneCriteria(is_counted=True), of="milestones"),
    Figure(
        "milestones.reached",
        _("Meilensteine erreicht"),
        MilestoneCriteria(light=Light.REACHED, is_counted=True),
        of="milestones.counted",
    ),
    Figure("milestones.overdue", _("Überfällig"), MilestoneCriteria(light=OVERDUE), of="milestones.counted"),
    Figure("components", _("Basiskomponenten im Umfang des Plans"), measure=in_scope),
    Figure("components.ready", _("Basiskomponenten bereit"), of="components", measure=ready),
)

FIGURES = (*ROLLOUTS, *AUTHORITIES, *MUNICIPALITIES, *SERVICES, *PEOPLE, *PLAN)
