"""Builds a scratch database, measures, prints a table, and leaves nothing behind."""

from __future__ import annotations

import argparse
import io
import os
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

REFUSED = "Für den Maßstab „germany“ bringt das Projekt noch keine Gebiete mit; messbar ist „rlp“."


def main() -> int:
    """Measure at the scale asked for."""
    parser = argparse.ArgumentParser(prog="script/bench", description="Misst die wichtigsten Seiten.")
    parser.add_argument("--scale", choices=("rlp", "germany"), default="rlp", help="welche Datenmenge")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="wie oft jede Seite abgerufen wird")
    asked = parser.parse_args()
    if asked.scale == "germany":
        sys.stderr.write(f"{REFUSED}\n")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgtracker.settings")
    django.setup()
    settings.DEBUG = False  # Django would keep every statement
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
    own = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{own}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _measure(asked.rounds)
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)
    return 0


def _measure(rounds: int) -> None:
    from bench.measuring import measure  # needs Django's apps
    from bench.table import lines

    for command in (["load_territory"], ["load_catalogue"], ["load_plan"], ["simulate", "--until=2022-06-15"]):
        call_command(*command, stdout=io.StringIO())
    sys.stdout.write("\n".join(lines(measure(rounds))) + "\n")


if __name__ == "__main__":
    sys.exit(main())
