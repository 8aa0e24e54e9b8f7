"""Why nothing is played, in words; they are read on a terminal."""

from __future__ import annotations

from ozgtracker.saying import teach

teach(
    {
        "demonstration.no-plan": "Der Plan fehlt noch. Bitte führen Sie zuerst „manage.py load_plan“ aus.",
        "demonstration.outside-the-story": "Die Vorführung reicht vom %(begins)s bis zum %(ends)s.",
        "demonstration.another": (
            "Hier steht schon eine andere Vorführung (bis %(until)s, Startwert %(seed)s). "
            "Bitte nehmen Sie eine leere Datenbank."
        ),
        "demonstration.real-reports": (
            "In dieser Datenbank stehen schon Meldungen. Eine Vorführung würde sie verfälschen."
        ),
        "demonstration.none-here": "Diese Datenbank ist keine Vorführung. Personen lädt das Ministerium ein.",
    }
)
