"""Makes `.venv` from the lock, once; notices a half-made one, a moved one and a changed lock."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from house import locking, packages, processes
from house.checkout import Checkout
from house.failures import Failure
from house.packages import Need
from house.processes import Program, Words
from house.progress import Progress, Step

SPACE_FOR_VENV = 1500
STAMP = "ozg-stamp"  # in the environment: what it was made of; empty while it is being made
_BROKEN_LOCK = (
    r"DO NOT MATCH THE HASHES|no longer matches|Invalid requirement|Hashes are required|Could not open requirements"
    r"|In --require-hashes mode"
)
_FULL_DISK = r"No space left on device|Disk quota exceeded"
_NO_NETWORK = (
    r"NewConnectionError|ConnectTimeout|ReadTimeout|Name or service not known|name resolution|Network is unreachable"
    r"|ProxyError|Connection (refused|reset|aborted)|SSLError|ConnectionError"
)
_UNKNOWN_PACKAGE = r"No matching distribution|Could not find a version"
_REASONS = {
    _BROKEN_LOCK: "Die Sperrdatei {lock} ist beschädigt. Abhilfe: git checkout {lock} – und erneut starten.",
    _FULL_DISK: "Der Datenträger ist voll. Abhilfe: Platz schaffen (etwa 1500 MB) und erneut starten.",
    _NO_NETWORK: "Das Paketverzeichnis PyPI ist nicht erreichbar. Abhilfe: Netz oder Proxy prüfen und erneut starten.",
    _UNKNOWN_PACKAGE: "Ein Paket aus {lock} gibt es für diesen Rechner nicht. Abhilfe: ein anderes Python ab 3.12"
    " nehmen oder die Sperrdatei mit script/lock erneuern.",
}


def steps(checkout: Checkout, progress: Progress, needs: tuple[Need, ...] = ()) -> None:
    """What every command begins with: the environment, and the packages of the system it needs."""
    with progress.step("Python-Umgebung") as step:
        ensure(checkout, step)
    if needs:
        with progress.step("Systempakete") as step:
            packages.ensure(checkout, needs, step)


def ensure(checkout: Checkout, step: Step) -> None:
    """Leaves `.venv` exactly as the lock says; in a moment if it is already."""
    with (checkout.var / "setup.lock").open("w") as handle:
        while not locking.locked(handle):
            step.alive("wartet auf eine andere Einrichtung")
            time.sleep(0.1)
        wanted = stamp(checkout.lock, checkout.venv)
        made_of = _made_of(checkout)
        if made_of == wanted:
            step.note("schon da")
            return
        if made_of is None and holds(checkout.venv, checkout.lock):
            step.note("passt zur Sperrdatei")
        else:
            checkout.require_space(SPACE_FOR_VENV)
            _make(checkout, step, keep=bool(made_of))
        (checkout.venv / STAMP).write_text(wanted, "utf-8")


def stamp(lock: Path, venv: Path) -> str:
    """Names what a finished environment was made of: the lock, and the place (its scripts name their own path)."""
    try:
        content = lock.read_bytes()
    except FileNotFoundError:
        raise Failure(f"Die Sperrdatei {lock} fehlt. Abhilfe: git checkout {lock} oder script/lock.") from None
    return hashlib.sha256(content + b"\0" + str(venv).encode()).hexdigest()


def holds(venv: Path, lock: Path) -> bool:
    """Says whether somebody's own environment holds what the lock asks for: pip would have nothing to add.

    One that was made at another place does not count: its scripts still name that one.
    """
    script = venv / "bin" / "pip"
    if not script.exists() or str(venv) not in script.read_text("utf-8", "replace"):
        return False
    exactly = ["--dry-run", "--no-index", "--no-deps", "--require-hashes", "-r", str(lock)]
    nowhere = {"PIP_CONFIG_FILE": os.devnull}  # a configured folder of files might offer what is missing
    pip: Words = [venv / "bin" / "python", "-m", "pip", "--isolated", "install", *exactly]
    return subprocess.run(pip, env=processes.environment(nowhere), capture_output=True, check=False).returncode == 0


def reason(log: str, lock: str) -> str:
    """Says in one sentence why pip failed, from what it wrote."""
    for pattern, sentence in _REASONS.items():
        if re.search(pattern, log):
            return sentence.format(lock=lock)
    return f"Die Pakete aus {lock} ließen sich nicht installieren. Abhilfe: siehe Einzelheiten, dann erneut starten."


def _made_of(checkout: Checkout) -> str | None:
    """Returns the stamp: None where the environment is not ours, empty where it does not start or is half-made."""
    mark = checkout.venv / STAMP
    try:  # the Python beneath may have been removed
        starts = subprocess.run([checkout.python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        starts = False
    if not starts:
        return ""
    return mark.read_text("utf-8") if mark.exists() else None


def _make(checkout: Checkout, step: Step, *, keep: bool) -> None:
    """Makes the environment anew; on failure the former one is put back, after a kill the next start sees the mark."""
    former = checkout.root / ".venv.former"
    shutil.rmtree(former, ignore_errors=True)
    if keep:
        checkout.venv.rename(former)
    shutil.rmtree(checkout.venv, ignore_errors=True)
    try:
        _create(checkout, step)
        _install(checkout, step)
    except BaseException:
        shutil.rmtree(checkout.venv, ignore_errors=True)
        if keep:
            former.rename(checkout.venv)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _create(checkout: Checkout, step: Step) -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian ships it apart
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        packages.ensure(checkout, (Need(f"python{version}-venv", "die Python-Umgebung", module="ensurepip"),), step)
    checkout.venv.mkdir()
    (checkout.venv / STAMP).touch()
    base = getattr(sys, "_base_executable", sys.executable)
    program = Program([base, "-m", "venv", checkout.venv], checkout.log("venv"))
    program.run(step, failed="Die Python-Umgebung .venv ließ sich nicht anlegen")


def _install(checkout: Checkout, step: Step) -> None:
    log = checkout.log("pip")
    lock = str(checkout.lock.relative_to(checkout.root))
    quiet = ["--no-input", "--disable-pip-version-check", "--cache-dir", str(checkout.var / "pip")]
    pip: Words = [checkout.python, "-m", "pip", *quiet, "install"]
    exactly = ["--require-hashes", "--only-binary", ":all:", "--progress-bar", "off", "-r", lock]
    if Program([*pip, *exactly], log).run(step):
        raise Failure(reason(log.read_text("utf-8", "replace"), lock), log=log)
