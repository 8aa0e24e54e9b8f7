"""Where things lie in a checkout."""

import os
import shutil
from pathlib import Path

from house.failures import Failure

FULL_BELOW = 16  # MB


class Checkout:
    """A working copy of the project; everything it makes lies in `.venv` and `var`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.var = root / "var"  # data, secrets and logs
        self.venv = root / ".venv"
        self.python = self.venv / "bin" / "python"
        self.lock = root / "requirements" / "development.lock"  # for running, trying out and testing on this machine

    def log(self, name: str) -> Path:
        """Returns the log file of that name."""
        return self.var / "log" / f"{name}.log"

    def prepare(self) -> None:
        """Makes the folders everything else writes to."""
        (self.var / "log").mkdir(parents=True, exist_ok=True)

    def write_private(self, name: str, text: str) -> Path:
        """Writes a file of `var` that only its owner may read, whole or not at all."""
        unfinished = self.var / f"{name}.unfinished"
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(text)
        return unfinished.rename(self.var / name)

    def require_space(self, megabytes: int) -> None:
        """Refuses to begin what would fill the disk half-way."""
        free = self._free()
        if free < megabytes:
            raise Failure(
                f"Auf dem Datenträger von {self.root} sind nur {free} MB frei, nötig sind {megabytes} MB. "
                "Abhilfe: Platz schaffen und erneut starten."
            )

    def full(self) -> Failure | None:
        """Returns the true reason of a failure where the disk has filled up: then logs are cut off, too."""
        if self._free() >= FULL_BELOW:
            return None
        return Failure(f"Der Datenträger von {self.root} ist voll. Abhilfe: 1500 MB Platz schaffen, erneut starten.")

    def _free(self) -> int:
        return shutil.disk_usage(self.root).free // 1024**2


def current() -> Checkout:
    """Returns the checkout this package lies in."""
    return Checkout(Path(__file__).resolve().parents[2])
