"""What this room's rules find, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from municipalities.rollout_states import RolloutState
from municipalities.words import LIST_HEADS, STATES
from ozgtracker import german
from ozgtracker.saying import Sentence, teach


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

teach({**GATE, **REPORTING, **LISTS}, STATES)
