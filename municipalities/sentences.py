"""What this room's rules find, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from municipalities.rollout_states import RolloutState
from municipalities.words import LIST_HEADS, STATES
from ozgtracker import german
from ozgtracker.findings import Finding
from ozgtracker.saying import Sentence, say, teach


def _may_not_follow(before: RolloutState, allowed: Sequence[RolloutState]) -> str:
    following = german.listing([_quoted(STATES[state].label) for state in allowed])
    return _("Auf „%(before)s“ kann nur %(following)s folgen.") % {
        "before": STATES[before].label,
        "following": following,
    }


def _head_twice(column: str) -> str:
    return _("Die Überschrift „%(head)s“ steht mehr als einmal in der ersten Zeile.") % {"head": LIST_HEADS[column]}


def _heads_missing(columns: Sequence[str]) -> str:
    heads = ", ".join(_quoted(LIST_HEADS[column]) for column in columns)
    return _("In der ersten Zeile fehlt die Überschrift %(heads)s.") % {"heads": heads}


def _quoted(word: str) -> str:
    return _("„%(word)s“") % {"word": word}


def _not_live_then(day: date, unmet: Sequence[Finding]) -> str:
    return _(
        "Über die Plattform konnte die Leistung am %(day)s noch nicht live sein. %(why)s "
        "Lief sie auf einer eigenen Lösung, geben Sie das bitte an."
    ) % {"day": german.day(day), "why": " ".join(say(one) for one in unmet)}


# Why a service may not go live yet: municipalities.eligibility.
GATE: dict[str, Sentence] = {
    "gate.own-solution": _("Eigene Lösung: die Plattform wird nicht gebraucht (Kommunen)."),
    "gate.platform": _("Plattform"),
    "gate.no-platform": _("Die Antrags- und Prozessplattform fehlt im Katalog (Land)."),
    "gate.needs": _("Angaben zum Bedarf"),
    "gate.no-needs": _("Welche Basiskomponenten die Leistung braucht, ist nicht bekannt (Land)."),
    "gate.planned-elsewhere": _("%(land)s plant die Leistung und stellt sie fortlaufend bereit (Einer für Alle)."),
    "gate.ready": _("%(name)s: bereit seit %(day)s (%(side)s)."),
    "gate.ready-later": _("%(name)s: erst bereit seit %(day)s (%(side)s)."),
    "gate.undated": _("%(name)s: noch nicht bereit (%(side)s, ohne Termin)."),
    "gate.outside": _("%(name)s: noch nicht bereit (%(side)s, ohne Termin, nicht im Umfang des Plans)."),
    "gate.expected": _("%(name)s: noch nicht bereit (%(side)s, erwartet %(day)s)."),
    "gate.was-expected": _("%(name)s: noch nicht bereit (%(side)s, war erwartet am %(day)s)."),
    "authority.live": _("Die Leistung ist live seit %(day)s (Kommunen)."),
    "authority.unknown": _("Die Verwaltung hat noch nichts gemeldet (Kommunen)."),
    "authority.planned": _("Die Verwaltung hat die Ausspielung geplant (Kommunen, %(announced)s)."),
    "authority.in-progress": _("Die Verwaltung arbeitet an der Ausspielung (Kommunen, %(announced)s)."),
    "authority.ready": _("Die Verwaltung ist bereit (Kommunen, %(announced)s)."),
    "authority.later": _("Die Verwaltung führt die Leistung bewusst später ein (Kommunen, %(announced)s)."),
    "authority.withdrawn": _("Die Verwaltung hat die Leistung zurückgenommen (Kommunen, %(announced)s)."),
    "authority.not-competent": _("Die Verwaltung sagt, dass sie nicht zuständig ist (Kommunen)."),
    "authority.not-digitisable": _("Die Verwaltung sagt, dass die Leistung nicht digitalisierbar ist (Kommunen)."),
    "announced.nothing": _("ohne Termin"),
    "announced.passed": _("live war erwartet am %(day)s"),
    "announced.day": _("live erwartet %(day)s"),
    "announced.too-early": _("live erwartet %(day)s, möglich frühestens am %(earliest)s"),
}
# What a report on a rollout cannot say, and what it owes: municipalities.reporting and several.
REPORTING: dict[str, Sentence] = {
    "rollout.what-is-right": _("Bitte sagen Sie, was stattdessen richtig ist."),
    "rollout.why-state": _("Bitte begründen Sie „%(state)s“ mit einem kurzen Satz."),
    "rollout.why-dropped": _("Der Termin entfällt (bisher %(day)s). Bitte begründen Sie es mit einem kurzen Satz."),
    "rollout.why-later": _(
        "Der Termin verschiebt sich (bisher %(day)s). Bitte begründen Sie es mit einem kurzen Satz."
    ),
    "rollout.why-earlier": _(
        "Der Termin wird vorgezogen (bisher %(day)s). Bitte begründen Sie es mit einem kurzen Satz."
    ),
    "rollout.why-another-live-day": _(
        "Bisher hieß es „live seit %(day)s“. Bitte begründen Sie die Berichtigung mit einem kurzen Satz."
    ),
    "rollout.may-not-follow": _may_not_follow,
    "rollout.live-since-when": _("Seit wann ist die Leistung live?"),
    "rollout.live-to-come": _("„Live seit“ kann nicht in der Zukunft liegen."),
    "rollout.forecast-passed": _("Der erwartete Termin liegt in der Vergangenheit. Bitte nennen Sie einen neuen."),
    "rollout.no-such-maturity": _("Der Reifegrad liegt zwischen 0 und 4."),
    "rollout.live-needs-maturity": _("Was live ist, hat mindestens Reifegrad %(level)s."),
    "rollout.own-address": _("Bitte nennen Sie die Adresse, unter der die eigene Lösung läuft."),
    "rollout.choose-state": _("Noch nie gemeldet: Bitte wählen Sie einen Stand."),
    "rollout.live-has-no-forecast": _("Ist live und hat deshalb keinen erwarteten Termin."),
    "rollout.said-already": _("Ist schon so gemeldet: %(said)s."),
    "rollout.overtaken": _("Inzwischen wurde etwas anderes gemeldet: %(said)s."),
    "rollout.said": "%(state)s",
    "rollout.said-with-day": _("%(state)s, live erwartet %(day)s"),
}
# Why a list of people cannot be read: municipalities.invitation_list.
LISTS: dict[str, Sentence] = {
    "list.too-large": _("Die Datei ist zu groß für eine Liste von Personen (höchstens 256 KB)."),
    "list.no-text": _("Das ist keine Textdatei. Bitte speichern Sie die Tabelle als CSV."),
    "list.damaged": _("Die Tabelle ist beschädigt: Ein Anführungszeichen bleibt offen."),
    "list.empty": _("Die Liste ist leer."),
    "list.nobody": _("Unter den Überschriften steht noch niemand."),
    "list.too-long": _("Die Liste ist zu lang: höchstens %(most)s Personen auf einmal."),
    "list.head-twice": _head_twice,
    "list.heads-missing": _heads_missing,
}
# Why a line of such a list is not taken: municipalities.actions.invitations.
LINES: dict[str, Sentence] = {
    "line.same-address": _("Zeile %(number)s nennt dieselbe Adresse mit anderem Namen oder anderer Rolle."),
    "line.repeated": _("Steht schon in Zeile %(number)s."),
    "line.no-address": _("„%(mail)s“ ist keine E-Mail-Adresse."),
    "line.no-name": _("Der Name fehlt."),
    "line.deputy-or-not": _("Vertretung: bitte „ja“ oder „nein“, nicht „%(word)s“."),
    "line.no-role": _("„%(role)s“ ist keine Rolle."),
    "line.given-by-two": _("„%(role)s“ vergibt niemand allein; bitte laden Sie diese Person einzeln ein."),
    "line.rounded-key": _(
        "Das Tabellenprogramm hat den Schlüssel gerundet; bitte formatieren Sie die Spalte als Text."
    ),
    "line.no-authority": _("„%(key)s“ ist kein Schlüssel (ARS) einer Verwaltung."),
    "line.no-association": _("„%(key)s“ ist kein Kürzel eines Spitzenverbands."),
    "line.speaks-for-nobody": _(
        "Wer „%(role)s“ ist, spricht für keine Verwaltung; bitte lassen Sie den Schlüssel leer."
    ),
    "line.access-closed": _("Der Zugang dieser Person ist gesperrt."),
    "line.other-role": _("Diese Person gibt es schon, als „%(role)s“."),
    "line.appointed": _("Diese Person ist schon dafür benannt."),
    "line.known": _("Diese Person gibt es schon."),
}
# Who may not do it: municipalities.permissions.
PERMISSIONS: dict[str, Sentence] = {
    "authority.who-reports": _("Für „%(authority)s“ melden nur die Verwaltung selbst und ihr Spitzenverband."),
    "competence.who-answers": _("Auf „nicht zuständig“ antwortet das Ministerium."),
    "mandate.who-appoints": _("Ansprechpersonen benennen das Ministerium und die technische Administration."),
    "mandate.who-confirms": _(
        "Das bestätigt die Stelle selbst oder ihr Spitzenverband; nie, wer benannt hat oder benannt ist."
    ),
    "mandate.other-role": _("Nur Personen mit der Rolle „%(role)s“ können hier sprechen."),
    "mandate.access-closed": _("Diese Person ist nicht mehr aktiv."),
}
# What stands in the way of a report, an answer, a mandate or a load: municipalities.actions.
ACTIONS: dict[str, Sentence] = {
    "rollout.somebody-elses": _("Diese Ausspielung gehört nicht zu dieser Verwaltung."),
    "rollout.not-competent": _("%(authority)s ist für „%(service)s“ nicht zuständig."),
    "rollout.whole-address": _("Bitte geben Sie eine vollständige Adresse an (https://…)."),
    "rollout.not-live-then": _not_live_then,
    "rollout.not-live-yet": _("„%(service)s“ kann noch nicht live sein."),
    "rollout.answered-meanwhile": _("Das Ministerium hat dazu schon geantwortet. Bitte melden Sie eine Berichtigung."),
    "rollout.tick-one": _("Bitte haken Sie mindestens eine Leistung an."),
    "competence.why-competent": _("Bitte sagen Sie in einem kurzen Satz, warum die Verwaltung zuständig ist."),
    "competence.other-report": _("Die Verwaltung hat inzwischen etwas anderes gemeldet."),
    "competence.answered-meanwhile": _("Darauf wurde inzwischen schon geantwortet."),
    "competence.no-longer-denied": _("Die Verwaltung sagt nicht mehr, dass sie nicht zuständig ist."),
    "competence.changed-later": _(
        "Am %(day)s hat sich schon eine Zuständigkeit geändert; ein früherer Tag geht nicht mehr."
    ),
    "mandate.which-authority": _("Bitte wählen Sie die Verwaltung, für die diese Person sprechen soll."),
    "mandate.which-association": _("Bitte wählen Sie den Spitzenverband, für den diese Person spricht."),
    "mandate.exactly-one": _("Bitte wählen Sie genau eine Verwaltung oder einen Verband."),
    "mandate.cannot-speak": _("%(name)s kann nicht für %(body)s sprechen: %(why)s"),
    "mandate.why-not": _("Bitte sagen Sie in einem kurzen Satz, warum nicht."),
    "mandate.appointed-already": _("%(name)s spricht schon für „%(body)s“ oder ist schon dafür benannt."),
    "mandate.decided-meanwhile": _(
        "Über eine der Benennungen ist inzwischen entschieden. Bitte laden Sie die Seite neu."
    ),
    "mandate.tick-one": _("Bitte haken Sie mindestens eine Benennung an."),
    "territory.key-given-once": _(
        "%(name)s (%(ars)s) besteht seit dem %(day)s nicht mehr; der Schlüssel wird nicht neu vergeben."
    ),
}
# Why a table of the territory cannot be taken: municipalities.territory.
TABLES: dict[str, Sentence] = {
    "table.no_administration": _("Spalte „%(column)s“ passt nicht zu „%(value)s“."),
    "table.no_area": _("Spalte „%(column)s“: %(value)s ist keine Fläche in Quadratkilometern."),
    "table.no_district": _("Spalte „%(column)s“: „%(value)s“ ist kein Landkreis der Tabelle."),
    "table.no_municipal_association": _("Spalte „%(column)s“: „%(value)s“ ist keine Verbandsgemeinde der Tabelle."),
    "table.not_free": _(
        "Spalte „%(column)s“: „%(value)s“ ist keine verbandsfreie Gemeinde oder Stadt in verwaltungseinheiten.csv."
    ),
    "table.no_authority": _("Spalte „%(column)s“: „%(value)s“ ist keine Verwaltung in %(table)s."),
    "table.old_key": _("Spalte „%(column)s“: „%(value)s“ hat nicht 8 oder 9 Ziffern."),
    "table.not_later": _("Spalte „%(column)s“: „%(value)s“ liegt nicht nach dem Stand davor."),
    "table.only_district": _(
        "Spalte „%(column)s“: nur beim Landkreis kann die große kreisangehörige Stadt an seine Stelle treten."
    ),
}

teach({**GATE, **REPORTING, **LISTS, **LINES, **PERMISSIONS, **ACTIONS, **TABLES}, STATES)
