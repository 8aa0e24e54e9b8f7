"""The doorway of every script: runs one command and turns each failure into a sentence."""

import io
import signal
import sys
import traceback
from types import FrameType

from house import checkout, server, suite, upkeep
from house.failures import Failure, explained

COMMANDS = {
    "server": server.serve,
    "test": suite.main,
    "manage": server.manage,
    "check": upkeep.check,
    "bench": upkeep.bench,
    "lock": upkeep.lock,
}
INTERRUPTED = 130


def main(command: str, *arguments: str) -> int:
    """Runs the named command and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", line_buffering=True)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    here = checkout.current()
    try:
        here.prepare()
        return COMMANDS[command](here, list(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Failure as failure:
        return _say(here.full() or failure)
    except OSError as error:
        here.log("failure").write_text(traceback.format_exc(), "utf-8")
        return _say(explained(error))


def _say(failure: Failure) -> int:
    sys.stdout.flush()
    print(failure, file=sys.stderr)
    return 1


def _end(number: int, frame: FrameType | None) -> None:
    """Treats Ctrl-C, the request to end and the loss of the terminal alike, even when started in the background."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
