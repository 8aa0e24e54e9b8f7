"""What words and colours of the report mean, and where its data come from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from milestones.light import RED_AFTER_DAYS, REPORT_WANTED_DAYS, STALE_AFTER_DAYS, TOLERANCE_WORKING_DAYS
from municipalities.maturity import COMPLETE
from ozgtracker.data_sources import data_sources
from reports.issue.parts import Definition

# Of the data the report shows; as their licences ask for it, word for word, where they ask.
SOURCES = (
    *(f"{one.name} ({one.stand}): {one.shown or one.origin}" for one in data_sources()),
    "Schrift: Fira Sans, © 2012–2015 The Mozilla Foundation und Telefonica S.A., SIL Open Font License 1.1.",
)


def definitions() -> tuple[Definition, ...]:
    """The annex. Thresholds are those of the rule itself."""
    return (*_lights(), *_dates(), *_counts())


def _lights() -> tuple[Definition, ...]:
    return (
        Definition(
            _("im Plan"),
            _(
                "Prognose höchstens %(days)s Arbeitstage nach dem vereinbarten Termin, "
                "Meldung nicht älter als %(stale)s Tage."
            )
            % {"days": TOLERANCE_WORKING_DAYS, "stale": STALE_AFTER_DAYS},
        ),
        Definition(
            _("gefährdet"),
            _(
                "Verzug bis %(red)s Tage; am Tag des Termins selbst erst später erwartet; keine gültige Prognose oder, "
                "%(wanted)s Tage vor dem Termin, keine Meldung; ein zwingender Vorgänger kritisch oder später "
                "erwartet; die Meldung älter als %(stale)s Tage."
            )
            % {"red": RED_AFTER_DAYS, "wanted": REPORT_WANTED_DAYS, "stale": STALE_AFTER_DAYS},
        ),
        Definition(
            _("kritisch"), _("Verzug über %(red)s Tage, oder der Termin ist verstrichen.") % {"red": RED_AFTER_DAYS}
        ),
        Definition(_("keine Meldung"), _("Niemand hat etwas gesagt. Das ist weder null noch „nicht online“.")),
    )


def _dates() -> tuple[Definition, ...]:
    return (
        Definition(_("ursprünglich"), _("Termin des Schreibens vom 21.12.2021. Er wird nie überschrieben.")),
        Definition(_("vereinbart"), _("Termin des Planstands, der am Stichtag galt.")),
        Definition(
            _("Verzug"), _("Kalendertage vom vereinbarten zum erreichten oder erwarteten Termin; mit „−“: früher.")
        ),
    )


def _counts() -> tuple[Definition, ...]:
    return (
        Definition(
            _("live"),
            _(
                "Die Verwaltung hat gemeldet, dass die Leistung dort online nutzbar ist; nennt sie einen Reifegrad, so "
                "ist er mindestens 2. Wo Reifegrad oder Adresse fehlt, zählt sie mit, aber als „ohne Nachweis“. "
                "Mit allen Nachweisen online zu beantragen ist sie ab Reifegrad %(complete)s."
            )
            % {"complete": COMPLETE},
        ),
        Definition(
            _("Gesamtheit"),
            _(
                "Nur Verwaltungen, die für die Leistung zuständig sind. "
                "Wo keine Zuständigkeit bekannt ist, wird nichts gezählt."
            ),
        ),
        Definition(
            _("vollständig gemeldet"),
            _(
                "Die Verwaltung hat im Monat zu jeder Leistung gemeldet, für die sie zuständig ist; teilweise: zu "
                "einigen; gar nicht: zu keiner. Wer für keine Leistung zuständig ist, zählt nirgends mit."
            ),
        ),
        Definition(
            _("höchstens, Spanne bis"),
            _(
                "Gezählt, als wäre live, was niemand gemeldet hat; aber nicht, was nicht live sein kann, weil eine "
                "Basiskomponente fehlt, die die Leistung braucht."
            ),
        ),
    )
