"""Where each of several processes of one run works: on messages and in a folder that none of the others has.

Their databases are their own by name (tests/databases.py).
"""

from __future__ import annotations

import os
import re
from pathlib import Path

# How a URL of Valkey ends: in the number of one of its sixteen databases.
NUMBER = re.compile(r"(?<=[=/])\d+$")


def place(number: int) -> dict[str, str]:
    """The environment of the worker of that number, from 0; its folder is made."""
    folder = Path(os.environ["OZG_VAR_DIR"], f"worker-{number}")
    (folder / "static").mkdir(parents=True)
    return {"REDIS_URL": numbered(os.environ["REDIS_URL"], number), "OZG_VAR_DIR": str(folder)}


def numbered(url: str, number: int) -> str:
    """The URL of another database of the same Valkey; one that names none is refused, since all would share it."""
    found, times = NUMBER.subn(str(number), url)
    if not times:
        message = f"REDIS_URL nennt keine Nummer, an deren Stelle die eines anderen Platzes treten könnte: {url}"
        raise ValueError(message)
    return found
