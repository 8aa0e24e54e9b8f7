"""Where the lines of every program's log go, and how they are written. For settings: imports nothing."""

from __future__ import annotations

from typing import Any

LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
# Libraries that tell every step of their work.
TALKATIVE = ("weasyprint", "fontTools", "pikepdf")


def log_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from this level on, to standard error, without values (ozgtracker.logs)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "ozgtracker.logs.DiscreetFormatter", "fmt": LINE}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {
            # Django's own handlers would say everything once more, in their own words.
            "django": {"handlers": []},
            **{name: {"level": "WARNING"} for name in TALKATIVE},
        },
        "root": {"handlers": ["console"], "level": level},
    }
