"""Who has reported this month, in one sentence."""

from __future__ import annotations

from django.utils.translation import ngettext

from dashboards.figures.criteria import AuthorityCriteria
from municipalities.months import Reported, Reporting
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, tell


def reported_sentence(found: Reporting, at: AsOf) -> Sentence:
    """ "148 von 194 Verwaltungen haben im Juni 2022 vollständig gemeldet, 23 teilweise, 23 gar nicht."."""
    words = ngettext(
        "%(complete)s von %(total)s Verwaltungen hat im %(month)s %(year)s vollständig gemeldet, %(partly)s teilweise, "
        "%(nothing)s gar nicht.",
        "%(complete)s von %(total)s Verwaltungen haben im %(month)s %(year)s vollständig gemeldet, %(partly)s "
        "teilweise, "
        "%(nothing)s gar nicht.",
        found.complete,
    )
    return tell(
        words,
        complete=AuthorityCriteria(reported=Reported.COMPLETE).told(found.complete),
        partly=AuthorityCriteria(reported=Reported.PARTLY).told(found.partly),
        nothing=AuthorityCriteria(reported=Reported.NOTHING).told(found.nothing),
        total=Told(found.asked, "authorities.asked"),
        month=at.month_name,
        year=str(at.day.year),
    )
