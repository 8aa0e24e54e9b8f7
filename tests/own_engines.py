"""A place for engines of a test's own, beside those the suite runs on: to stop them, or to read what they log."""

from __future__ import annotations

import io
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from house import checkout, engines, residence
from house.checkout import Checkout
from house.progress import Progress, Step
from house.residence import Residence


@dataclass(frozen=True, slots=True)
class Place:
    """Where the engines live, where they log, and the step that starts them."""

    checkout: Checkout
    home: Residence
    folder: Path
    step: Step


def own_place(stack: ExitStack) -> Place:
    """A place that is swept when the stack ends."""
    here = checkout.current()
    folder = Path(tempfile.mkdtemp(prefix="test-", dir=here.var))
    stack.callback(residence.move_out, folder)
    stack.enter_context(engines.held(folder / "lock"))
    step = stack.enter_context(Progress(1, io.StringIO()).step("Engines"))
    home = residence.move_in(here, folder)
    stack.callback(residence.leave_sockets, home)
    return Place(here, home, folder, step)
