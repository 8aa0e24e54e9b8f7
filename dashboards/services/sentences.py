"""The answer above the catalogue, in one sentence."""

from __future__ import annotations

from django.utils.translation import ngettext

from dashboards.figures.criteria import ServiceCriteria
from dashboards.figures.tallies import state_tally
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import tell


def catalogue_sentence(at: AsOf) -> Sentence:
    """How many services are live anywhere, and of how many it is known who carries them out."""
    live, known = ServiceCriteria(live="ja"), ServiceCriteria(competence="ja")
    counts = [one.tallied.count for one in state_tally(at).services]
    found = sum(count.live > 0 for count in counts)
    words = ngettext(
        "%(live)s von %(total)s OZG-Leistungen ist irgendwo live; von %(known)s ist bekannt, wer sie ausführt.",
        "%(live)s von %(total)s OZG-Leistungen sind irgendwo live; von %(known)s ist bekannt, wer sie ausführt.",
        found,
    )
    return tell(
        words,
        live=live.told(found),
        total=ServiceCriteria().told(len(counts)),
        known=known.told(sum(count.total > 0 for count in counts)),
    )
