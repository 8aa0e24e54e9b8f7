"""A place for engines of a test's own, beside those the suite runs on: to stop them, or to read what they log."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from house import checkout, engine_folder, engines
from house.checkout import Checkout
from house.engine_folder import EngineFolder
from house.progress import Progress, Step


@dataclass(frozen=True, slots=True)
class Place:
    """Where the engines live, where they log, and the step that starts them."""

    checkout: Checkout
    home: EngineFolder
    folder: Path
    step: Step


def own_place(stack: ExitStack) -> Place:
    """A place that is swept when the stack ends."""
    here = checkout.current()
    folder = stack.enter_context(engines.passing_folder(here))
    step = stack.enter_context(Progress(1, io.StringIO()).step("Engines"))
    home = stack.enter_context(engine_folder.prepared(here, folder))
    return Place(here, home, folder, step)
