"""The doorway of every script: runs one command and turns each failure into a sentence."""

import os
import signal
import sys

from house import checkout, server, suite
from house.failures import Failure, explained

COMMANDS = {
    "server": server.serve,
    "manage": server.manage,
    "test": suite.test,
    "bench": suite.bench,
    "check": suite.check,
}
OURS_ALONE = ("PYTHONPATH", "PYTHONIOENCODING", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")


def main(command: str, *arguments: str) -> int:
    """Runs the named command and returns its exit code."""
    # Ctrl-C, the request to end and the loss of the terminal are alike, even when started in the background.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    for name in OURS_ALONE:  # no program we start is to find our modules, or another environment than .venv
        os.environ.pop(name, None)
    here = checkout.current()
    try:
        here.prepare()
        return COMMANDS[command](here, list(arguments))
    except KeyboardInterrupt:
        return 130  # as a shell says it
    except (Failure, OSError) as error:
        failure = explained(error) if isinstance(error, OSError) else error
        sys.stdout.flush()
        print(here.full() or failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
