"""What this room refuses and why a file came to nothing, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from exports.states import Failure
from ozgtracker.saying import Sentence, teach

ORDERING: dict[str, Sentence] = {
    "export.too-many": _(
        "Für Sie werden schon %(most)s Dateien geschrieben. Bitte warten Sie, bis eine fertig ist, oder brechen Sie"
        " eine ab."
    ),
}
FAILED: dict[str, Sentence] = {
    f"export.failed-{Failure.LOST.value}": _(
        "Das Schreiben wurde unterbrochen, etwa durch einen Neustart des Servers. Sie können es neu starten."
    ),
    f"export.failed-{Failure.SPACE.value}": _(
        "Auf dem Server ist nicht genug Platz für die Datei. Bitte sagen Sie es dem Betreiber, oder grenzen Sie die"
        " Liste ein."
    ),
    f"export.failed-{Failure.RIGHTS.value}": _("Mit Ihren heutigen Rechten sehen Sie diese Liste nicht mehr."),
    f"export.failed-{Failure.BROKEN.value}": _(
        "Beim Schreiben ist ein Fehler aufgetreten. Sie können es neu starten; tritt er wieder auf, sagen Sie es bitte"
        " dem Betreiber."
    ),
}

teach({**ORDERING, **FAILED})
