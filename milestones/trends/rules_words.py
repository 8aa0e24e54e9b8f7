"""The reading rules with their thresholds, as the page tells them: numbers come from the rules themselves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from milestones.light import STALE_AFTER_DAYS
from milestones.trend import LATE_JUMP_DAYS, TOLERANCE_WORKING_DAYS, Pattern
from milestones.trends.selection import MOST_LINES
from milestones.trends.together import FEWEST_LINES, SHARE_CLOSER, SHARE_TOGETHER
from milestones.words import PATTERNS
from ozgtracker import german


def rules() -> list[tuple[str, str]]:
    """What each pattern is called, and when a line shows it."""
    tolerance = {"n": TOLERANCE_WORKING_DAYS}
    of_one = {
        Pattern.LEVEL: _("Die letzten drei Prognosen liegen höchstens %(n)s Arbeitstage auseinander.") % tolerance,
        Pattern.RISING: _("Die letzte liegt mehr als %(n)s Arbeitstage nach der drittletzten.") % tolerance,
        Pattern.FALLING: _("Die letzte liegt mehr als %(n)s Arbeitstage vor der drittletzten.") % tolerance,
        Pattern.RECEDING: _("Über drei Meldungen rückt der Termin mindestens so weit, wie Tage vergehen."),
        Pattern.ZIGZAG: _("Die Richtung wechselt mindestens zweimal, oder es geht weit hin und zurück."),
        Pattern.LATE_JUMP: _("Drei gleiche Prognosen, dann im letzten Fünftel der Zeit mindestens %(n)s Tage mehr.")
        % {"n": LATE_JUMP_DAYS},
        Pattern.STOPPED: _("Die letzte Meldung ist älter als %(n)s Tage.") % {"n": STALE_AFTER_DAYS},
    }
    return [*((PATTERNS[pattern], words) for pattern, words in of_one.items()), *_of_several()]


def _of_several() -> list[tuple[str, str]]:
    shares = {
        "few": FEWEST_LINES,
        "most": MOST_LINES,
        "together": german.percent(SHARE_TOGETHER),
        "closer": german.percent(SHARE_CLOSER),
    }
    return [
        (
            _("gemeinsam gestiegen"),
            _("In einem Monat rücken mindestens %(together)s der mindestens %(few)s offenen Linien nach hinten.")
            % shares,
        ),
        (_("zusammengelaufen"), _("Zwischen zwei abhängigen Terminen fehlen über %(closer)s der Tage.") % shares),
        (_("gekreuzt"), _("Was vorher erreicht sein soll, wird nach dem erwartet, was darauf wartet.")),
        (
            _("bei Fortsetzung"),
            _("Wohin die Steigung der letzten drei Meldungen führt; nur bei steigenden Linien, immer ein Hinweis."),
        ),
        (
            _("höchstens %(most)s Linien") % shares,
            _("Sind es mehr, stehen die Leitmeilensteine und jede Phase in einem eigenen Bild."),
        ),
    ]
