"""What this room's rules find, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from milestones.words import STATES, TOUCHED, VERDICTS
from ozgtracker import german
from ozgtracker.findings import Finding
from ozgtracker.saying import Sentence, in_words, say, teach


def _month_end(day: date) -> str:
    return _("ab Ende %(month)s %(year)s") % {"month": german.month(day), "year": day.year}


def _quarter(day: date) -> str:
    return _("%(quarter)s. Quartal %(year)s") % {"quarter": (day.month - 1) // 3 + 1, "year": day.year}


def _slip(when: Finding, by: timedelta, on: date | None = None, component: str = "") -> str:
    facts = {"when": say(when), "by": in_words(by), "on": german.day(on)}
    late = _("Erwartet %(when)s, %(by)s nach dem vereinbarten Termin")
    if on is not None:
        late = _("Am %(on)s fällig, erwartet erst %(when)s, %(by)s nach dem vereinbarten Termin")
    if not component:
        return late % facts
    return _("%(late)s, weil %(component)s aussteht") % {"late": late % facts, "component": component}


def _reached_without(lacks: Sequence[Finding]) -> str:
    told = "; ".join(say(one) for one in lacks)
    return _("Als erreicht gemeldet, obwohl etwas fehlt: %(lacks)s.") % {"lacks": told}


def _waiting(number: int) -> str:
    return ngettext("%(number)s wartet", "%(number)s warten", number) % {"number": german.number(number)}


def _waiting_until(number: int, day: date) -> str:
    return _("%(waiting)s, bis %(day)s") % {"waiting": _waiting(number), "day": german.day(day)}


def _waiting_undated(number: int) -> str:
    return _("%(waiting)s, ohne Termin") % {"waiting": _waiting(number)}


def _circle(titles: Sequence[str]) -> str:
    return _("Die Abhängigkeit schließt einen Kreis: %(names)s.") % {"names": " → ".join(titles)}


def _risen(month: date, rose: int, of: int) -> str:
    words = ngettext(
        "Im %(month)s %(year)s rückte %(rose)s von %(of)s offenen Meilensteinen nach hinten.",
        "Im %(month)s %(year)s rückten %(rose)s von %(of)s offenen Meilensteinen zugleich nach hinten.",
        rose,
    )
    return words % {"month": german.month(month), "year": month.year, "rose": rose, "of": of}


def _closer(before: str, after: str, left: int, began: int) -> str:
    return _("Zwischen %(before)s und %(after)s lagen zuletzt noch %(left)s statt %(began)s (−%(share)s).") % {
        "before": before,
        "after": after,
        "left": german.days(left),
        "began": german.days(began),
        "share": german.percent((began - left) / began),
    }


# A date as the plan says it, and within a sentence: milestones.precision.
DATES: dict[str, Sentence] = {
    "date.day": "%(day)s",
    "date.month_end_from": _month_end,
    "date.from_day": _("ab %(day)s"),
    "date.quarter": _quarter,
    "date.continuous": _("fortlaufend"),
    "date.none": _("ohne Termin"),
    "when.day": _("am %(date)s"),
    "when.quarter": _("im %(date)s"),
    "when.rough": "%(date)s",
}
# Why a light has its colour: milestones.light.
LIGHT: dict[str, Sentence] = {
    "light.reached": _("Erreicht am %(day)s."),
    "light.reached-as-agreed": _("Erreicht am %(day)s, am vereinbarten Termin."),
    "light.reached-late": _("Erreicht am %(day)s, %(by)s nach dem vereinbarten Termin."),
    "light.reached-early": _("Erreicht am %(day)s, %(by)s vor dem vereinbarten Termin."),
    "light.deferred": _("Bewusst zurückgestellt, gemeldet am %(day)s; zählt nicht als Verzug."),
    "light.cancelled": _("Entfallen, gemeldet am %(day)s."),
    "light.statutory": _("Gesetzliche Frist: eine Marke, kein eigener Meilenstein."),
    "light.not-agreed-yet": _("An diesem Tag noch nicht verabredet."),
    "light.stream": _("Fortlaufend und ohne Schlusstermin; zählt nicht in die Pünktlichkeit."),
    "light.undated": _("Im Plan ohne Termin."),
    "light.undated-expected": _("Im Plan ohne Termin; erwartet: %(expected)s."),
    "light.due-without-report": _("Fällig am %(day)s, aber noch keine Meldung."),
    "light.no-report": _("Noch keine Meldung; %(agreed)s."),
    "light.overdue": _("Überfällig seit dem %(since)s (%(by)s)."),
    "light.overdue-expected": _("Überfällig seit dem %(since)s (%(by)s), erwartet %(when)s."),
    "light.far-late": _("%(slip)s, mehr als %(limit)s Tage."),
    "light.late": "%(slip)s.",
    "light.old-report": _("Die letzte Meldung ist %(age)s alt."),
    "light.not-computable": _(
        "Ein Termin ist nicht zu errechnen, denn keiner ist genannt für %(components)s; %(agreed)s."
    ),
    "light.no-forecast": _("Es liegt keine Prognose vor; %(agreed)s."),
    "light.components-ready": _("Alle Basiskomponenten sind seit dem %(since)s bereit; gemeldet ist es noch nicht."),
    "light.forecast-passed": _("Der zuletzt erwartete Termin (%(day)s) ist verstrichen; eine neue Prognose fehlt."),
    "light.held-up": _("Setzt voraus, was selbst kritisch ist: %(milestones)s."),
    "light.before-predecessor": _("Setzt „%(predecessor)s“ voraus, erwartet erst am %(day)s."),
    "light.reached-without": _reached_without,
    "light.as-agreed": _("Erwartet %(when)s, wie vereinbart."),
    "light.early": _("Erwartet %(when)s, %(by)s vor dem vereinbarten Termin."),
    "light.within-tolerance": _("Erwartet %(when)s, %(by)s nach dem vereinbarten Termin und innerhalb der Toleranz."),
    "light.agreed": _("vereinbart ist der %(date)s"),
    "light.agreed-rough": _("vereinbart ist: %(date)s"),
    "slip": _slip,
}
# What is missing before it can be reached, and what changes with a report: milestones.conditions, consequences.
LACKS: dict[str, Sentence] = {
    "lack.deliverable": _("„%(name)s“ ist noch nicht freigegeben"),
    "lack.component-expected": _("%(name)s: noch nicht bereit (erwartet am %(day)s)"),
    "lack.component-undated": _("%(name)s: noch nicht bereit (ohne Termin)"),
    "lack.component-gone": _("%(name)s: nicht mehr bereit"),
    "lack.predecessor-expected": _("„%(name)s“ ist noch nicht erreicht (erwartet am %(day)s)"),
    "lack.predecessor-undated": _("„%(name)s“ ist noch nicht erreicht (ohne Termin)"),
    "wait.nobody": _("keine wartet darauf"),
    "wait.until": _waiting_until,
    "wait.undated": _waiting_undated,
    "contradiction.new": _("„%(name)s“ wird widersprüchlich: %(why)s"),
    "contradiction.stays": _("„%(name)s“ bleibt widersprüchlich: %(why)s"),
}
# What several lines of forecasts say together: milestones.trends.together.
TRENDS: dict[str, Sentence] = {
    "trend.together": _risen,
    "trend.closer": _closer,
    "trend.crossed-hard": _(
        "%(before)s wird %(by)s nach %(after)s erwartet, muss aber vorher erreicht sein (zwingende Abhängigkeit)."
    ),
    "trend.crossed-soft": _(
        "%(before)s wird %(by)s nach %(after)s erwartet, sollte aber vorher erreicht sein (weiche Abhängigkeit)."
    ),
}
# What a report says, cannot say and owes: milestones.reported, and the questions of actions.
REPORTING: dict[str, Sentence] = {
    "milestone.said": "%(state)s",
    "milestone.said-expected": _("%(state)s, erwartet: %(expected)s"),
    "milestone.said-reached": _("erreicht am %(day)s"),
    "milestone.no-step": _("Von „%(before)s“ führt kein Schritt nach „%(after)s“."),
    "milestone.stream-never-reached": _("Was fortlaufend ist, wird nicht erreicht; melden Sie „%(started)s“."),
    "milestone.reached-when": _("An welchem Tag wurde der Meilenstein erreicht?"),
    "milestone.reached-to-come": _("Der Tag, an dem der Meilenstein erreicht wurde, liegt in der Zukunft."),
    "milestone.declared-by-whom": _("Welche Stelle hat die Erklärung abgegeben?"),
    "milestone.declared-where": _("Eine Erklärung braucht ihr Dokument: Titel, Aktenzeichen oder Adresse."),
    "milestone.day-without-reaching": _("Ein erreichter Tag gehört nur zum Stand „%(reached)s“."),
    "milestone.forecast-computed": _(
        "Der Termin dieses Meilensteins ergibt sich aus den Basiskomponenten. Bitte melden Sie ihn dort."
    ),
    "milestone.forecast-which": _("Mit welchem Termin rechnen Sie heute?"),
    "milestone.forecast-passed": _(
        "Der erwartete Termin liegt in der Vergangenheit. Bitte nennen Sie den Termin, mit dem Sie heute rechnen."
    ),
    "milestone.why-state": _("Warum ist der Stand jetzt „%(state)s“? Bitte begründen Sie es."),
    "milestone.why-another-day": _(
        "Warum ändert sich der Tag, an dem der Meilenstein erreicht wurde? Bitte begründen Sie es."
    ),
    "proposal.why-objected": _("Warum widersprechen Sie? Bitte begründen Sie es in einem Satz."),
    "proposal.why-another-date": _("Warum soll ein anderer Termin gelten? Bitte begründen Sie es in einem Satz."),
}
# Who may not do it: milestones.permissions.
PERMISSIONS: dict[str, Sentence] = {
    "milestone.statutory": _("Die gesetzliche Frist ist eine Marke; zu ihr wird nicht gemeldet."),
    "milestone.mandate-waits": _("Für die Kommunen melden Sie, sobald Ihre Benennung für Ihren Verband bestätigt ist."),
    "milestone.who-reports": _("Zu „%(title)s“ meldet die verantwortliche Seite (%(side)s)."),
    "milestone.needs-both": _(
        "„%(title)s“ gehört beiden Seiten: Das zählt erst, wenn die andere bestätigt hat. Schlagen Sie es vor."
    ),
    "proposal.joint-only": _("Vorgeschlagen und bestätigt wird nur, was Land und Kommunen gemeinsam gehört."),
    "proposal.who-speaks": _("Dafür sprechen das Ministerium und wer einen kommunalen Spitzenverband vertritt."),
    "proposal.who-answers": _("Diesen Vorschlag bestätigt die andere Seite (%(side)s)."),
    "proposal.taken-back-by-author": _("Zurückziehen kann einen Vorschlag nur, wer ihn gemacht hat."),
    "plan.who-keeps": _("Den Plan pflegt das Ministerium."),
}
# What stands in the way of a report, a release, a proposal or taking one back: milestones.actions.
ACTIONS: dict[str, Sentence] = {
    "milestone.follows-another": _("Die Meldung, an die Sie anschließen, gehört zu einem anderen Meilenstein."),
    "milestone.cannot-be-reached": _("„%(title)s“ kann noch nicht als erreicht gemeldet werden."),
    "milestone.complete-later": _("Was dafür nötig ist, lag erst am %(day)s vollständig vor."),
    "milestone.stands-reached": _("„%(title)s“ ist als erreicht gemeldet. Bitte berichtigen Sie zuerst diese Meldung."),
    "milestone.both-confirmed": _("Das haben beide Seiten bestätigt. Bitte schlagen Sie eine Berichtigung vor."),
    "release.to-come": _("Der Tag der Freigabe liegt in der Zukunft."),
    "release.which-document": _("Welches Dokument wurde freigegeben? Titel, Aktenzeichen oder Adresse."),
    "release.released-already": _("„%(title)s“ ist schon seit dem %(day)s freigegeben."),
    "proposal.needs-nobody": _("Dafür braucht es keine Bestätigung. Bitte melden Sie es."),
    "proposal.date-needs-day": _("Ein vereinbarter Termin braucht seinen Tag."),
    "proposal.state-has-no-date": _("Zum Stand „%(state)s“ gehört kein neuer Termin."),
    "proposal.date-passed": _("Der neue Termin liegt in der Vergangenheit."),
    "proposal.agreed-already": _("Dieser Termin ist schon vereinbart."),
    "proposal.waits-already": _("Zu diesem Meilenstein wartet schon ein Vorschlag auf Antwort."),
    "proposal.waiting": _("%(side)s am %(day)s: %(said)s"),
    "proposal.date": _("vereinbarter Termin %(date)s"),
    "proposal.answered": _("Auf diesen Vorschlag hat %(name)s am %(day)s schon geantwortet: %(verdict)s."),
    "dependency.known": _("Diese Abhängigkeit gibt es schon."),
    "dependency.circle": _circle,
    "plan.no-catalogue": _("Der Katalog fehlt noch. Bitte führen Sie zuerst „manage.py load_catalogue“ aus."),
}
# Why a table of the plan cannot be taken: milestones.plan_tables, and what stands agreed.
TABLES: dict[str, Sentence] = {
    "table.slug_reserved": _("Das Kürzel „%(value)s“ steht schon in einer Adresse; bitte ein anderes wählen."),
    "table.code_taken": _("Die Kennung „%(value)s“ ist schon vergeben."),
    "table.delivered_twice": _("„%(value)s“ wird schon von einem anderen Meilenstein bereitgestellt."),
    "table.date_and_precision": _("Termin und Genauigkeit „%(value)s“ passen nicht zusammen."),
    "table.circle": _("Die Abhängigkeit schließt einen Kreis: %(value)s."),
    "table.agreed_for_good": _(
        "Der Termin „%(kept)s“ von „%(title)s“ ist verabredet und unveränderlich; in der Datei steht „%(given)s“. "
        "Ein anderer Termin braucht einen neuen Planstand."
    ),
}

teach({**DATES, **LIGHT, **LACKS, **TRENDS, **REPORTING, **PERMISSIONS, **ACTIONS, **TABLES}, STATES, TOUCHED, VERDICTS)
