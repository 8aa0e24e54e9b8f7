"""script/manage: runs a command of manage.py with the settings of the site that script/server runs."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping

from house import contents, locking, processes
from house.checkout import Checkout
from house.failures import Failure


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Runs the command at the terminal and returns its exit code; without a running site it says so."""
    of = "owner" if arguments and arguments[0] in contents.OF_THE_OWNER else "settings"
    try:
        said = json.loads((checkout.var / "running.json").read_text("utf-8"))
    except (OSError, ValueError):  # none there
        said = {}
    if not said or not locking.lives(said["process"]):  # what a killed one left
        raise Failure("Die Anwendung läuft nicht. Abhilfe: in einem anderen Fenster script/server starten.")
    return processes.attend([checkout.python, "manage.py", *arguments], env=said[of])


@contextlib.contextmanager
def announced(checkout: Checkout, env: Mapping[str, str], owner: Mapping[str, str]) -> Iterator[None]:
    """Lets `script/manage` know the settings of the running site; only the same account may read them.

    They are ours and those of the environment the site was started in, which another window does not know.
    """
    given = {name: value for name, value in os.environ.items() if name.startswith("OZG_")}
    said = {"process": os.getpid(), "settings": given | dict(env), "owner": given | dict(owner)}
    place = checkout.write_private("running.json", json.dumps(said))
    try:
        yield
    finally:
        place.unlink(missing_ok=True)
