"""Why a table of the territory cannot be taken, in words (ozgtracker.table_words)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TABLE_WORDS: dict[str, str | Promise] = {
    "no_administration": _("Spalte „%(column)s“ passt nicht zu „%(value)s“."),
    "no_area": _("Spalte „%(column)s“: %(value)s ist keine Fläche in Quadratkilometern."),
    "no_district": _("Spalte „%(column)s“: „%(value)s“ ist kein Landkreis der Tabelle."),
    "no_municipal_association": _("Spalte „%(column)s“: „%(value)s“ ist keine Verbandsgemeinde der Tabelle."),
    "not_free": _(
        "Spalte „%(column)s“: „%(value)s“ ist keine verbandsfreie Gemeinde oder Stadt in verwaltungseinheiten.csv."
    ),
    "no_authority": _("Spalte „%(column)s“: „%(value)s“ ist keine Verwaltung in %(table)s."),
    "old_key": _("Spalte „%(column)s“: „%(value)s“ hat nicht 8 oder 9 Ziffern."),
    "not_later": _("Spalte „%(column)s“: „%(value)s“ liegt nicht nach dem Stand davor."),
    "only_district": _(
        "Spalte „%(column)s“: nur beim Landkreis kann die große kreisangehörige Stadt an seine Stelle treten."
    ),
}
