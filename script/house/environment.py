"""Makes `.venv` from the lock, once; notices a half-made one, a moved one and a changed lock."""

import fcntl
import hashlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

from house import packages
from house.checkout import Checkout
from house.failures import Failure
from house.packages import Need
from house.processes import Program
from house.progress import Progress, Step

SPACE_FOR_VENV = 1500
STAMP = "ozg-stamp"  # in the environment: what it was made of; empty while it is being made
USABLE = "import pip, sys; sys.exit(sys.version_info < (3, 12))"
# What pip writes when it fails, and what that means; the first that is found counts.
_REASONS = {
    "MATCH THE HASHES|no longer matches|Invalid requirement|Hashes are required|open requirements|-hashes mode": (
        "Die Sperrdatei {lock} ist beschädigt. Abhilfe: git checkout {lock} – und erneut starten."
    ),
    "No space left on device|Disk quota exceeded": (
        "Der Datenträger ist voll. Abhilfe: Platz schaffen (etwa 1500 MB) und erneut starten."
    ),
    "Connection(Error| refused| reset| aborted)|(Connect|Read)Timeout|not known|name resolution|ProxyError|SSLError": (
        "Das Paketverzeichnis PyPI ist nicht erreichbar. Abhilfe: Netz oder Proxy prüfen und erneut starten."
    ),
    "No matching distribution|Could not find a version": (
        "Ein Paket aus {lock} gibt es für diesen Rechner nicht. Abhilfe: ein anderes Python ab 3.12 nehmen oder die "
        "Sperrdatei mit script/lock erneuern."
    ),
    "": "Die Pakete aus {lock} ließen sich nicht installieren. Abhilfe: siehe Einzelheiten, dann erneut starten.",
}


def steps(checkout: Checkout, progress: Progress, needs: tuple[Need, ...] = ()) -> None:
    """What every command begins with: the environment, and the packages of the system it needs."""
    with progress.step("Python-Umgebung") as step:
        ensure(checkout, step)
    if needs:
        with progress.step("Systempakete") as step:
            packages.ensure(checkout, needs, step)


def ensure(checkout: Checkout, step: Step) -> None:
    """Leaves in `.venv` what the lock says; in a moment if it is there already.

    Ours is made anew for another lock, somebody's own is completed. After a kill the next start sees the empty stamp.
    """
    with (checkout.var / "setup.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)  # of two commands at once the second waits
        wanted = stamp(checkout.lock, checkout.venv)
        made_of = _made_of(checkout)
        if made_of == wanted:
            step.note("schon da")
            return
        if made_of is not None:
            _create(checkout, step)
        mark = checkout.venv / STAMP
        mark.write_text("", "utf-8")
        _install(checkout, step)
        mark.write_text(wanted, "utf-8")


def stamp(lock: Path, venv: Path) -> str:
    """Names what a finished environment was made of: the lock, and the place (its scripts name their own path)."""
    return hashlib.sha256(lock.read_bytes() + b"\0" + str(venv).encode()).hexdigest()


def reason(log: str, lock: str) -> str:
    """Says in one sentence why pip failed, from what it wrote."""
    return next(sentence for pattern, sentence in _REASONS.items() if re.search(pattern, log)).format(lock=lock)


def _made_of(checkout: Checkout) -> str | None:
    """Returns the stamp: None where the environment is somebody's own, empty where it is unusable or half-made."""
    mark = checkout.venv / STAMP
    try:  # the Python beneath may have been removed
        usable = subprocess.run([checkout.python, "-c", USABLE], capture_output=True, check=False).returncode == 0
    except OSError:
        usable = False
    if not usable:
        return ""
    return mark.read_text("utf-8") if mark.exists() else None


def _create(checkout: Checkout, step: Step) -> None:
    checkout.require_space(SPACE_FOR_VENV)
    if importlib.util.find_spec("ensurepip") is None:  # Debian ships it apart
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        packages.ensure(checkout, (Need(f"python{version}-venv", "die Python-Umgebung", module="ensurepip"),), step)
    if checkout.venv.is_symlink():  # what it leads to is not ours to clear
        checkout.venv.unlink()
    base = getattr(sys, "_base_executable", sys.executable)
    program = Program([base, "-m", "venv", "--clear", checkout.venv], checkout.log("venv"))
    program.run(step, failed="Die Python-Umgebung .venv ließ sich nicht anlegen")


def _install(checkout: Checkout, step: Step) -> None:
    log = checkout.log("pip")
    lock = str(checkout.lock.relative_to(checkout.root))
    quiet = ["--no-input", "--disable-pip-version-check", "--cache-dir", str(checkout.var / "pip")]
    exactly = ["--require-hashes", "--only-binary", ":all:", "--progress-bar", "off", "-r", lock]
    if Program([checkout.python, "-m", "pip", "install", *quiet, *exactly], log).run(step):
        raise Failure(reason(log.read_text("utf-8", "replace"), lock), log=log)
