"""What this room's rules find, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.saying import teach

teach(
    {
        "package.federal": _("Die Leistung wird nur vom Bund vollzogen."),
        "package.needs-unknown": _("Welche Basiskomponenten die Leistung braucht, ist nicht bekannt."),
        "package.planned-elsewhere": _("Die Leistung wird als Einer-für-Alle-Leistung durch %(land)s geplant."),
        "package.needs-undated-component": _(
            "Die Leistung braucht eine Komponente ohne Termin im Plan (Langzeitarchivierung)."
        ),
        "package.needs-payment-or-signature": _("Die Leistung braucht ePayment oder Signaturdienste."),
        "package.needs-neither": _("Die Leistung braucht weder ePayment noch Signaturdienste."),
        "component.why-not-ready": _("Warum ist die Komponente nicht mehr bereit? Bitte begründen Sie es."),
        "forecast.why-another": _("Warum ändert sich der erwartete Termin? Bitte begründen Sie es in einem Satz."),
        "reason.unknown-kind": _("Diese Art von Grund gibt es nicht."),
        "reason.of-which-kind": _("Von welcher Art ist der Grund? Bitte wählen Sie."),
        "component.who-reports": _("Zu „%(title)s“ meldet die verantwortliche Seite (%(side)s)."),
        "component.ready-has-no-forecast": _("Was bereit ist, hat keinen erwarteten Termin mehr."),
        "component.ready-to-come": _("„Bereit seit“ kann nicht in der Zukunft liegen."),
        "component.forecast-passed": _("Der erwartete Termin liegt in der Vergangenheit."),
        "component.platform-is-declared": _(
            "Die Betriebsbereitschaft der Plattform wird mit ihrem Meilenstein erklärt."
        ),
        "component.when-expected": _("Wann wird die Komponente erwartet? Ohne Termin bitte begründen."),
        "catalogue.who-maintains": _("Katalog, Gebiete und Zuständigkeiten pflegt das Ministerium."),
        "catalogue.moved-later": _("Am %(day)s hat schon eine Leistung gewechselt; ein früherer Tag geht nicht mehr."),
    }
)
