"""script/bench: sets everything up and measures the main pages on private engines; nothing is left running."""

import contextlib
import tempfile

from house import engines, environment, packages, processes, suite
from house.checkout import Checkout
from house.progress import Progress
from house.trial import DEMO_DAY

SPACE = 400


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Hands the arguments to the benchmark and returns its exit code; its data lie in a database of their own."""
    checkout.require_space(SPACE)
    progress = Progress(3)
    with progress.step("Python-Umgebung") as step:
        environment.ensure(checkout, step)
    with progress.step("Systempakete") as step:
        packages.ensure(checkout, packages.PDF, step)
    with contextlib.ExitStack() as stack:
        with progress.step("Datenbank und Nachrichtenverteiler") as step:
            running = stack.enter_context(engines.passing(checkout, step))
        own = stack.enter_context(tempfile.TemporaryDirectory(prefix="ozg-bench-"))
        env = suite.settings(engines.as_owner(running.urls))
        env |= {"OZG_VAR_DIR": own, "OZG_TODAY": DEMO_DAY, "OZG_DATABASE_POOL": "0"}
        return processes.attend([checkout.python, "-m", "bench", *arguments], env=env, cwd=checkout.root)
