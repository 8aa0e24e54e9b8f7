"""Builds a scratch database, measures, prints a table, compares with what was accepted, and leaves nothing behind."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

SCALES = ("rlp", "germany")


def main() -> int:
    """Measure at the scale asked for; 1 where something got worse than accepted."""
    parser = argparse.ArgumentParser(prog="script/bench", description="Misst die wichtigsten Seiten.")
    parser.add_argument("--scale", choices=SCALES, default="rlp", help="welche Datenmenge")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="wie oft jede Seite abgerufen wird")
    parser.add_argument("--milestones", type=int, default=0, metavar="N", help="so viele Meilensteine hat der Plan")
    parser.add_argument("--trail", type=int, default=0, metavar="N", help="so viele Einträge mehr hat das Protokoll")
    parser.add_argument("--load", type=int, default=0, metavar="N", help="je N Sekunden viele Menschen zugleich")
    parser.add_argument("--json", type=Path, metavar="DATEI", help="das Gemessene auch als JSON")
    parser.add_argument("--accept", action="store_true", help="von jetzt an damit vergleichen")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgtracker.settings")
    django.setup()
    settings.DEBUG = False  # Django would keep every statement
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
    own = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{own}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        return _measure(asked)
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)


def _measure(asked: argparse.Namespace) -> int:
    from bench import accepted, germany, load, measuring, plan, table, trail  # need Django's apps

    began = time.perf_counter()

    def told(step: str) -> None:
        sys.stderr.write(f"{time.perf_counter() - began:6.0f} s  {step}\n")

    told("Rheinland-Pfalz bis 15.06.2022")
    for command in (["load_territory"], ["load_catalogue"], ["load_plan"], ["simulate", "--until=2022-06-15"]):
        call_command(*command, stdout=io.StringIO())
    plan.grow(asked.milestones)
    trail.grow(asked.trail)
    call_command("close_days", stdout=io.StringIO())
    found = {}
    told("Messen: rlp")
    found["rlp"] = measuring.measure(asked.rounds)
    if asked.scale == "germany":
        germany.grow(told)
        told("Messen: germany")
        found["germany"] = measuring.measure(asked.rounds)
    loaded = load.measure_load(asked.load) if asked.load else []
    told("fertig")
    sys.stdout.write("\n".join([*table.lines(found, asked.scale), "", *(one.line for one in loaded)]) + "\n")
    if asked.json:
        asked.json.write_text(json.dumps(accepted.as_json(found), indent=1, ensure_ascii=False) + "\n", "utf-8")
    if asked.accept:
        accepted.accept(found)
        return 0
    worse = accepted.worse(found)
    sys.stdout.write("\n" + "\n".join(worse or ["Nichts ist schlechter, als in bench/accepted.json steht."]) + "\n")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
