"""Facts of a milestone with the light they have, the code of the reason, and its sentence."""

from __future__ import annotations

from datetime import date

from milestones.light import Light, MilestoneFacts
from milestones.precision import Precision
from milestones.states import MilestoneKind, State

DUE = date(2022, 5, 31)
BASE = MilestoneFacts(
    kind=MilestoneKind.DELIVERABLE,
    state=State.STARTED,
    agreed_on=DUE,
    agreed_precision=Precision.DAY,
    forecast_on=DUE,
    said_on=date(2022, 4, 29),
)
ON = date(2022, 5, 2)

CASES: list[tuple[dict[str, object], Light, str, str]] = [
    ({}, Light.GREEN, "light.as-agreed", "Erwartet am 31.05.2022, wie vereinbart."),
    (
        {"forecast_on": date(2022, 5, 20)},
        Light.GREEN,
        "light.early",
        "Erwartet am 20.05.2022, 11 Tage vor dem vereinbarten Termin.",
    ),
    (
        {"forecast_on": date(2022, 6, 14)},
        Light.GREEN,
        "light.within-tolerance",
        "Erwartet am 14.06.2022, 14 Tage nach dem vereinbarten Termin und innerhalb der Toleranz.",
    ),
    (
        {"forecast_on": date(2022, 6, 20)},
        Light.YELLOW,
        "light.late",
        "Erwartet am 20.06.2022, 20 Tage nach dem vereinbarten Termin.",
    ),
    (
        {"forecast_on": date(2022, 6, 30)},
        Light.YELLOW,
        "light.late",
        "Erwartet am 30.06.2022, 30 Tage nach dem vereinbarten Termin.",
    ),
    (
        {"forecast_on": date(2022, 7, 1)},
        Light.RED,
        "light.far-late",
        "Erwartet am 01.07.2022, 31 Tage nach dem vereinbarten Termin, mehr als 30 Tage.",
    ),
    (
        {"forecast_on": date(2022, 8, 1), "forecast_precision": Precision.QUARTER},
        Light.RED,
        "light.far-late",
        "Erwartet im 3. Quartal 2022, 122 Tage nach dem vereinbarten Termin, mehr als 30 Tage.",
    ),
    (
        {"waits_for": ("Betriebsbereitschaft der APP erklärt",)},
        Light.YELLOW,
        "light.held-up",
        "Setzt voraus, was selbst kritisch ist: Betriebsbereitschaft der APP erklärt.",
    ),
    (
        {"predecessor": "Infrastruktur", "predecessor_on": date(2022, 6, 1)},
        Light.YELLOW,
        "light.before-predecessor",
        "Setzt „Infrastruktur“ voraus, erwartet erst am 01.06.2022.",
    ),
    (
        {"predecessor": "Infrastruktur", "predecessor_on": DUE},
        Light.GREEN,
        "light.as-agreed",
        "Erwartet am 31.05.2022, wie vereinbart.",
    ),
    ({"said_on": date(2022, 3, 17)}, Light.YELLOW, "light.old-report", "Die letzte Meldung ist 46 Tage alt."),
    ({"said_on": date(2022, 3, 18)}, Light.GREEN, "light.as-agreed", "Erwartet am 31.05.2022, wie vereinbart."),
    (
        {"forecast_on": date(2022, 4, 30)},
        Light.YELLOW,
        "light.forecast-passed",
        "Der zuletzt erwartete Termin (30.04.2022) ist verstrichen; eine neue Prognose fehlt.",
    ),
    (
        {"forecast_on": None},
        Light.YELLOW,
        "light.no-forecast",
        "Es liegt keine Prognose vor; vereinbart ist der 31.05.2022.",
    ),
    (
        {"said_on": None, "state": State.OPEN, "forecast_on": None},
        Light.YELLOW,
        "light.due-without-report",
        "Fällig am 31.05.2022, aber noch keine Meldung.",
    ),
    (
        {"agreed_on": date(2022, 9, 30), "said_on": None, "state": State.OPEN, "forecast_on": None},
        Light.GREY,
        "light.no-report",
        "Noch keine Meldung; vereinbart ist der 30.09.2022.",
    ),
    (
        {"agreed_on": date(2022, 9, 30), "agreed_precision": Precision.MONTH_END_FROM, "said_on": None},
        Light.GREY,
        "light.no-report",
        "Noch keine Meldung; vereinbart ist: ab Ende September 2022.",
    ),
    (
        {"agreed_precision": Precision.FROM_DAY, "forecast_on": None},
        Light.YELLOW,
        "light.no-forecast",
        "Es liegt keine Prognose vor; vereinbart ist: ab 31.05.2022.",
    ),
    (
        {"kind": MilestoneKind.AGGREGATE, "component": "ePayment", "forecast_on": date(2022, 7, 28)},
        Light.RED,
        "light.far-late",
        "Erwartet am 28.07.2022, 58 Tage nach dem vereinbarten Termin, weil ePayment aussteht, mehr als 30 Tage.",
    ),
    (
        {"kind": MilestoneKind.AGGREGATE, "forecast_on": None, "undated": ("ePayment", "Signatur")},
        Light.YELLOW,
        "light.not-computable",
        (
            "Ein Termin ist nicht zu errechnen, denn keiner ist genannt für ePayment und Signatur; "
            "vereinbart ist der 31.05.2022."
        ),
    ),
    (
        {"kind": MilestoneKind.AGGREGATE, "forecast_on": date(2022, 4, 30)},
        Light.YELLOW,
        "light.components-ready",
        "Alle Basiskomponenten sind seit dem 30.04.2022 bereit; gemeldet ist es noch nicht.",
    ),
    (
        {"agreed_on": date(2022, 4, 29)},
        Light.RED,
        "light.overdue-expected",
        "Überfällig seit dem 29.04.2022 (3 Tage), erwartet am 31.05.2022.",
    ),
    (
        {"agreed_on": date(2022, 4, 29), "forecast_on": date(2022, 4, 30)},
        Light.RED,
        "light.overdue",
        "Überfällig seit dem 29.04.2022 (3 Tage).",
    ),
    (
        {"state": State.REACHED, "actual_on": DUE},
        Light.REACHED,
        "light.reached-as-agreed",
        "Erreicht am 31.05.2022, am vereinbarten Termin.",
    ),
    (
        {"state": State.REACHED, "actual_on": date(2022, 6, 1)},
        Light.REACHED,
        "light.reached-late",
        "Erreicht am 01.06.2022, 1 Tag nach dem vereinbarten Termin.",
    ),
    (
        {"state": State.REACHED, "actual_on": date(2022, 5, 1)},
        Light.REACHED,
        "light.reached-early",
        "Erreicht am 01.05.2022, 30 Tage vor dem vereinbarten Termin.",
    ),
    (
        {"state": State.REACHED, "actual_on": DUE, "agreed_on": None, "agreed_precision": Precision.NONE},
        Light.REACHED,
        "light.reached",
        "Erreicht am 31.05.2022.",
    ),
    (
        {"state": State.DEFERRED},
        Light.DEFERRED,
        "light.deferred",
        "Bewusst zurückgestellt, gemeldet am 29.04.2022; zählt nicht als Verzug.",
    ),
    ({"state": State.CANCELLED}, Light.CANCELLED, "light.cancelled", "Entfallen, gemeldet am 29.04.2022."),
    (
        {"kind": MilestoneKind.STREAM},
        Light.STREAM,
        "light.stream",
        "Fortlaufend und ohne Schlusstermin; zählt nicht in die Pünktlichkeit.",
    ),
    (
        {"kind": MilestoneKind.STATUTORY},
        Light.STATUTORY,
        "light.statutory",
        "Gesetzliche Frist: eine Marke, kein eigener Meilenstein.",
    ),
    (
        {"agreed_on": None, "agreed_precision": Precision.NONE, "forecast_on": None},
        Light.UNDATED,
        "light.undated",
        "Im Plan ohne Termin.",
    ),
    (
        {"agreed_on": None, "agreed_precision": Precision.NONE},
        Light.UNDATED,
        "light.undated-expected",
        "Im Plan ohne Termin; erwartet: 31.05.2022.",
    ),
]
