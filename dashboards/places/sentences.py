"""The answer above the list of municipalities, in one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dashboards.figures.bundles import BundleReach, bundle_reach
from dashboards.figures.criteria import MunicipalityCriteria
from municipalities.models import Municipality
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.sentence import Sentence
from ozgtracker.ui.told import Told, tell
from services.models import Bundle


def municipalities_sentence(bundle: str, at: AsOf) -> Sentence:
    """How many municipalities there are and who acts for them; with a bundle (its slug) where all of it is live."""
    if bundle:
        return _bundle_sentence(bundle_reach(Bundle.objects.get(slug=bundle), at))
    existing = Municipality.objects.valid_on(at.day)
    acting = existing.order_by().values("authority").distinct().count()
    return tell(
        _("Für %(total)s Gemeinden handeln %(acting)s Verwaltungen; ihre Landkreise kommen hinzu."),
        total=MunicipalityCriteria().told(existing.count()),
        acting=Told(acting, "authorities.acting"),
    )


def _bundle_sentence(reach: BundleReach) -> Sentence:
    complete = MunicipalityCriteria(bundle=reach.bundle.slug, complete="ja")
    words = _("In %(complete)s von %(total)s Gemeinden ist alles zu „%(name)s“ online.")
    if reach.municipalities_high > reach.municipalities:
        words = _(
            "In %(complete)s von %(total)s Gemeinden ist alles zu „%(name)s“ online, in höchstens %(high)s, wenn live "
            "ist, was "
            "niemand gemeldet hat."
        )
    return tell(
        words,
        complete=complete.told(reach.municipalities),
        total=MunicipalityCriteria().told(reach.all_municipalities),
        high=Told(reach.municipalities_high, f"{complete.name}-high", complete.about),
        name=reach.bundle.name,
    )
