"""Where things lie in a checkout."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from house.failures import Failure, explained

MEGABYTE = 1024 * 1024
FULL_BELOW = 16


@dataclass(frozen=True, slots=True)
class Checkout:
    """A working copy of the project; everything it makes lies in `.venv` and `var`."""

    root: Path

    @property
    def var(self) -> Path:
        """The one folder for data, secrets and logs."""
        return self.root / "var"

    @property
    def venv(self) -> Path:
        """The virtual environment made from the lock."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter of the virtual environment."""
        return self.venv / "bin" / "python"

    @property
    def lock(self) -> Path:
        """The exact versions for running, trying out and testing on this machine."""
        return self.root / "requirements" / "development.lock"

    def log(self, name: str) -> Path:
        """Returns the log file of that name."""
        return self.var / "log" / f"{name}.log"

    def prepare(self) -> None:
        """Makes the folders everything else writes to; a Failure says why that cannot be."""
        try:
            (self.var / "log").mkdir(parents=True, exist_ok=True)
            probe = self.var / f".probe-{os.getpid()}"
            probe.write_bytes(b"x" * 4096)
            probe.unlink()
        except OSError as error:
            raise explained(error) from None

    def full(self) -> Failure | None:
        """Returns the true reason of a failure where the disk has filled up: then logs are cut off, too."""
        if shutil.disk_usage(self.root).free >= FULL_BELOW * MEGABYTE:
            return None
        return Failure(
            f"Der Datenträger von {self.root} ist voll. Abhilfe: etwa 1500 MB Platz schaffen und erneut starten."
        )

    def require_space(self, megabytes: int) -> None:
        """Refuses to begin what would fill the disk half-way."""
        free = shutil.disk_usage(self.root).free // MEGABYTE
        if free < megabytes:
            raise Failure(
                f"Auf dem Datenträger von {self.root} sind nur {free} MB frei, nötig sind {megabytes} MB. "
                "Abhilfe: Platz schaffen und erneut starten."
            )


def current() -> Checkout:
    """Returns the checkout this package lies in."""
    return Checkout(Path(__file__).resolve().parents[2])
