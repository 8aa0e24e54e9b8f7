"""Locks between commands of one checkout, held for as long as anything runs that the holder started."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from house.failures import Failure

STILL_ENDING = 60.0


@contextlib.contextmanager
def held(lock: Path) -> Iterator[None]:
    """Holds a lock that the kernel releases when we and all we started have ended, however that happens.

    While its former holder lives, nobody else gets it; once that was killed, we wait for what it had started to end.
    """
    with lock.open("a+") as handle:
        os.set_inheritable(handle.fileno(), True)  # noqa: FBT003 - the standard library's signature
        until = time.monotonic() + STILL_ENDING
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            handle.seek(0)
            holder = handle.read().strip()
            if not holder or lives(int(holder)) or time.monotonic() > until:
                raise Failure(
                    f"Die Anwendung läuft aus diesem Ordner schon (Prozess {holder or 'unbekannt'}). Abhilfe: dort mit "
                    f"Strg-C beenden, was übrig bleibt mit fuser -k {lock} (Paket psmisc), dann erneut starten."
                )
            time.sleep(0.05)
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def lives(process: int) -> bool:
    """Says whether there is a process of that number."""
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True
