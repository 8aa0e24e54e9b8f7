"""The answer above the catalogue, in one sentence."""

from __future__ import annotations

from django.utils.translation import ngettext

from dashboards.figures.criteria import ServiceCriteria
from dashboards.figures.services import find_services
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import tell
from services.models import Service


def catalogue_sentence(at: AsOf) -> Sentence:
    """How many services are live anywhere, and of how many it is known who carries them out (three queries)."""
    live, known = ServiceCriteria(live="ja"), ServiceCriteria(competence="ja")
    found = find_services(live, at).count()
    words = ngettext(
        "%(live)s von %(total)s OZG-Leistungen ist irgendwo live; von %(known)s ist bekannt, wer sie ausführt.",
        "%(live)s von %(total)s OZG-Leistungen sind irgendwo live; von %(known)s ist bekannt, wer sie ausführt.",
        found,
    )
    return tell(
        words,
        live=live.told(found),
        total=ServiceCriteria().told(Service.objects.count()),
        known=known.told(find_services(known, at).count()),
    )
