"""Looks for what Debian must provide, and installs it where that is allowed."""

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass

from house.checkout import Checkout
from house.failures import Failure
from house.processes import Program
from house.progress import Step

APT = ("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=2")


@dataclass(frozen=True, slots=True)
class Need:
    """A Debian package, what it is for, and the library, program or module of Python that shows it is there."""

    package: str
    purpose: str
    library: str = ""
    programs: tuple[str, ...] = ()
    module: str = ""

    def met(self) -> bool:
        """Says whether the module is found, one of the programs is on PATH, or the library loads."""
        if self.module:
            importlib.invalidate_caches()
            return importlib.util.find_spec(self.module) is not None
        if self.programs:
            return any(shutil.which(program) for program in self.programs)
        try:
            ctypes.CDLL(self.library)
        except OSError:
            return False
        return True


PDF = (
    Need("libpango-1.0-0", "PDF-Berichte", library="libpango-1.0.so.0"),
    Need("libpangoft2-1.0-0", "PDF-Berichte", library="libpangoft2-1.0.so.0"),
    Need("libharfbuzz-subset0", "PDF-Berichte", library="libharfbuzz-subset.so.0"),
)
BROWSER = (
    Need("chromium", "Browsertests", programs=("chromium", "chromium-browser", "google-chrome")),
    Need("poppler-utils", "Prüfung der PDF-Seiten", programs=("pdftotext",)),
)


def ensure(checkout: Checkout, needs: tuple[Need, ...], step: Step) -> None:
    """Installs what is missing, where root or sudo allows; otherwise a Failure names it and the command."""
    absent = [need for need in needs if not need.met()]
    if not absent:
        step.note("schon da")
        return
    log = checkout.log("apt")
    root = _root_prefix() if shutil.which("apt-get") else None
    if root is not None:
        names = [need.package for need in absent]
        # Without a network the lists cannot be renewed, yet what was fetched before can be installed.
        for words in (["update"], ["--no-install-recommends", "install", *names]):
            Program([*root, *APT, *words], log, {"DEBIAN_FRONTEND": "noninteractive"}).run(step)
    still = [need for need in absent if not need.met()]
    if still:
        raise Failure(sentence(still), log=log if root is not None else None)
    step.note("installiert: " + " ".join(need.package for need in absent))


def sentence(absent: list[Need]) -> str:
    """Names what is missing, what for, and the command that helps, in one line."""
    names = " ".join(need.package for need in absent)
    purposes = ", ".join(sorted({need.purpose for need in absent}))
    return f"Es fehlt für {purposes}: {names}. Abhilfe: sudo apt-get install {names} – und erneut starten."


def _root_prefix() -> list[str] | None:
    """Returns what to put before a command to run it as root; None where that is not allowed without a password."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    allowed = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    return sudo if allowed else None
