"""script/manage: runs a command of manage.py with the settings of the site that script/server runs."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from house import contents, processes, trial
from house.checkout import Checkout
from house.failures import Failure


def main(checkout: Checkout, arguments: list[str]) -> int:
    """Runs the command at the terminal and returns its exit code; without a running site it says so."""
    as_owner = bool(arguments) and arguments[0] in contents.OF_THE_OWNER
    env = _settings(_place(checkout), "owner" if as_owner else "settings")
    if env is None:
        raise Failure("Die Anwendung läuft nicht. Abhilfe: in einem anderen Fenster script/server starten.")
    return processes.attend([checkout.python, "manage.py", *arguments], env=env, cwd=checkout.root)


@contextlib.contextmanager
def announced(checkout: Checkout, env: Mapping[str, str], owner: Mapping[str, str]) -> Iterator[None]:
    """Lets `script/manage` know the settings of the running site; only the same account may read them.

    They are ours and those of the environment the site was started in, which another window does not know.
    """
    place = _place(checkout)
    place.unlink(missing_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        given = trial.given()
        json.dump({"process": os.getpid(), "settings": given | dict(env), "owner": given | dict(owner)}, handle)
    try:
        yield
    finally:
        place.unlink(missing_ok=True)


def _place(checkout: Checkout) -> Path:
    return checkout.var / "running.json"


def _settings(place: Path, of: str) -> dict[str, str] | None:
    """Reads the settings of the running site; None where there is none, or only what a killed one left."""
    try:
        said = json.loads(place.read_text("utf-8"))
        os.kill(said["process"], 0)
    except (OSError, ValueError, KeyError):
        return None
    return {str(name): str(value) for name, value in said[of].items()}
