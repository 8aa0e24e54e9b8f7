"""Makes `.venv` from the lock, once; notices a half-made one, a moved one and a changed lock."""

import contextlib
import fcntl
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from house import packages, processes
from house.checkout import Checkout
from house.failures import Failure, tail
from house.progress import Step

SPACE_FOR_VENV = 1500
STAMP = "ozg-stamp"
UNFINISHED = "ozg-unfinished"
_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)(\s*;[^\\]+)?")
_LIST_INSTALLED = (
    "import importlib.metadata as m\n"
    "for d in m.distributions():\n"
    "    if d.read_text('RECORD') is not None: print(d.name, d.version)"
)
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


def ensure(checkout: Checkout, step: Step) -> None:
    """Leaves `.venv` exactly as the lock says; in a moment if it is already."""
    with _alone(checkout, step):
        wanted = stamp(checkout.lock, checkout.venv)
        if _stamped(checkout.venv) == wanted:
            step.note("schon da")
        elif _fits(checkout):
            step.note("passt zur Sperrdatei")
            (checkout.venv / STAMP).write_text(wanted, "utf-8")
        else:
            checkout.require_space(SPACE_FOR_VENV)
            _make(checkout, step)
            (checkout.venv / STAMP).write_text(wanted, "utf-8")


def stamp(lock: Path, venv: Path) -> str:
    """Names what a finished environment was made of: the lock, and the place (its scripts name their own path)."""
    try:
        content = lock.read_bytes()
    except FileNotFoundError:
        raise Failure(f"Die Sperrdatei {lock} fehlt. Abhilfe: git checkout {lock} oder script/lock.") from None
    return hashlib.sha256(content + b"\0" + str(venv).encode()).hexdigest()


def pins(lock: str) -> dict[str, tuple[str, bool]]:
    """Reads a lock: normalised name -> version, and whether a marker may leave the package out on this machine."""
    found = [match for line in lock.splitlines() if (match := _PIN.match(line))]
    return {normalised(match[1]): (match[2], bool(match[3])) for match in found}


def missing(wanted: dict[str, tuple[str, bool]], installed: dict[str, str]) -> list[str]:
    """Names the packages that are absent or of another version than the lock says."""
    return sorted(
        name
        for name, (version, optional) in wanted.items()
        if installed.get(name, version if optional else "") != version
    )


def normalised(name: str) -> str:
    """Writes a package name as the registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def reason(log: str, lock: str) -> str:
    """Says in one sentence why pip failed, from what it wrote."""
    for pattern, sentence in _REASONS.items():
        if re.search(pattern, log):
            return sentence.format(lock=lock)
    return f"Die Pakete aus {lock} ließen sich nicht installieren. Abhilfe: siehe Einzelheiten, dann erneut starten."


@contextlib.contextmanager
def _alone(checkout: Checkout, step: Step) -> Iterator[None]:
    """Lets two commands that start at once make the environment one after the other."""
    with (checkout.var / "setup.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step.alive("wartet auf eine andere Einrichtung")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _stamped(venv: Path) -> str:
    """Returns the stamp of a finished environment, empty for any other."""
    if (venv / UNFINISHED).exists() or not _starts(venv / "bin" / "python"):
        return ""
    with contextlib.suppress(OSError):
        return (venv / STAMP).read_text("utf-8")
    return ""


def _starts(python: Path) -> bool:
    """Says whether the interpreter really starts: the Python beneath may have been removed."""
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _fits(checkout: Checkout) -> bool:
    """Says whether an environment without our stamp, somebody's own, holds the very versions of the lock."""
    if (checkout.venv / UNFINISHED).exists() or not _starts(checkout.python) or _moved(checkout.venv):
        return False
    listed = subprocess.run(
        [checkout.python, "-c", _LIST_INSTALLED],
        capture_output=True,
        text=True,
        check=False,
    )
    installed = dict(line.split() for line in listed.stdout.splitlines())
    there = {normalised(name): version for name, version in installed.items()}
    return not missing(pins(checkout.lock.read_text("utf-8")), there)


def _moved(venv: Path) -> bool:
    """Says whether the environment was made at another place: its scripts would still name that one."""
    script = venv / "bin" / "pip"
    return not script.exists() or str(venv) not in script.read_text("utf-8", "replace")


def _make(checkout: Checkout, step: Step) -> None:
    """Makes the environment anew; on failure the former one is put back, after a kill the next start sees the mark."""
    former = checkout.root / ".venv.former"
    shutil.rmtree(former, ignore_errors=True)
    if (checkout.venv / STAMP).exists() and not (checkout.venv / UNFINISHED).exists():
        checkout.venv.rename(former)
    shutil.rmtree(checkout.venv, ignore_errors=True)
    try:
        _create(checkout, step)
        _install(checkout, step)
    except BaseException:
        shutil.rmtree(checkout.venv, ignore_errors=True)
        if former.exists():
            former.rename(checkout.venv)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _create(checkout: Checkout, step: Step) -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian ships it apart
        packages.ensure_venv_module(checkout, step)
    checkout.venv.mkdir()
    (checkout.venv / UNFINISHED).touch()
    base = getattr(sys, "_base_executable", sys.executable)
    log = checkout.log("venv")
    if processes.run([base, "-m", "venv", checkout.venv], log=log, step=step):
        raise Failure(f"Die Python-Umgebung .venv ließ sich nicht anlegen: {tail(log)}", log=log)


def _install(checkout: Checkout, step: Step) -> None:
    log = checkout.log("pip")
    lock = checkout.lock.relative_to(checkout.root)
    pip: processes.Words = [checkout.python, "-m", "pip", "--no-input", "--disable-pip-version-check"]
    exactly: processes.Words = ["--require-hashes", "--only-binary", ":all:", "--progress-bar", "off", "-r", lock]
    code = processes.run([*pip, "install", *exactly], log=log, step=step, cwd=checkout.root)
    if code:
        raise Failure(reason(log.read_text("utf-8", "replace"), str(lock)), log=log)
    (checkout.venv / UNFINISHED).unlink()
