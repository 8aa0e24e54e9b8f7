"""Why a table of the plan cannot be taken, in words (ozgtracker.table_words)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TABLE_WORDS: dict[str, str | Promise] = {
    "code_taken": _("Die Kennung „%(value)s“ ist schon vergeben."),
    "delivered_twice": _("„%(value)s“ wird schon von einem anderen Meilenstein bereitgestellt."),
    "date_and_precision": _("Termin und Genauigkeit „%(value)s“ passen nicht zusammen."),
    "circle": _("Die Abhängigkeit schließt einen Kreis: %(value)s."),
}
