"""What was accepted once, and what got worse since: by its own floor and by the number of statements, never by time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.measuring import Measured

FILE = Path(__file__).with_name("accepted.json")
MUCH = 1.5


def as_json(found: Mapping[str, Sequence[Measured]]) -> dict[str, Any]:
    """Everything measured, by scale and page."""
    return {
        scale: {row.page.name: asdict(row) | {"factor": row.factor} for row in rows} for scale, rows in found.items()
    }


def accept(found: Mapping[str, Sequence[Measured]]) -> None:
    """From now on this is what others are compared with; scales that were not measured keep theirs."""
    known = _known()
    for scale, rows in found.items():
        known[scale] = {row.page.name: {"factor": round(row.factor, 2), "queries": row.queries} for row in rows}
    FILE.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")


def worse(found: Mapping[str, Sequence[Measured]], accepted: Mapping[str, Any] | None = None) -> list[str]:
    """One sentence for each page that takes half as much again of its floor, or asks more."""
    known = _known() if accepted is None else accepted
    sentences = []
    for scale, rows in found.items():
        for row in rows:
            before = known.get(scale, {}).get(row.page.name)
            if before is None:
                continue
            if row.factor > MUCH * before["factor"]:
                words = (
                    f"das {_one_place(row.factor)}-Fache der Untergrenze statt das {_one_place(before['factor'])}-Fache"
                )
                sentences.append(f"{scale}, {row.page.name}: {words}.")
            if row.queries > before["queries"]:
                sentences.append(f"{scale}, {row.page.name}: {row.queries} Abfragen statt {before['queries']}.")
    return sentences


def _known() -> dict[str, Any]:
    known: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return known


def _one_place(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
