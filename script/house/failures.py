"""What can go wrong, said in one sentence with its remedy."""

import errno
import re
from pathlib import Path

_ERROR = re.compile(r"[\w.]*(Error|Exception)\b.*:")
_SENTENCES = {
    errno.ENOSPC: "Der Datenträger ist voll ({place}). Abhilfe: Platz schaffen und erneut starten.",
    errno.EDQUOT: "Das Speicherkontingent ist erschöpft ({place}). Abhilfe: Platz schaffen und erneut starten.",
    errno.ENOENT: "{place} fehlt. Abhilfe: git status zeigt, was dem Projekt fehlt, git restore holt es zurück.",
    errno.EROFS: "{place} ist schreibgeschützt. Abhilfe: das Projekt in einen beschreibbaren Ordner legen.",
    errno.EACCES: "Für {place} fehlen die Rechte. Abhilfe: Eigentümer des Ordners prüfen (ls -ld) und erneut starten.",
    errno.EPERM: "Für {place} fehlen die Rechte. Abhilfe: Eigentümer des Ordners prüfen (ls -ld) und erneut starten.",
}


class Failure(Exception):
    """Ends a command with one sentence for the person at the terminal; `log` names where more is written."""

    def __init__(self, sentence: str, *, log: Path | None = None) -> None:
        super().__init__(f"{sentence}\nEinzelheiten: {log}" if log else sentence)


def explained(error: OSError) -> Failure:
    """Turns an error of the operating system into a sentence with its remedy."""
    place = str(error.filename or "diesem Ordner")
    sentence = _SENTENCES.get(error.errno or 0)
    if sentence is None:
        return Failure(f"{place}: {error.strerror or error}.")
    return Failure(sentence.format(place=place))


def last_word(log: Path) -> str:
    """Returns the line of a log that says why its program ended: the last named error, else the last line."""
    written = log.read_text("utf-8", "replace").splitlines()
    lines = [line.strip() for line in written if line.strip()][-40:]
    errors = [line for line in lines if _ERROR.match(line)]
    return (errors or lines or ["ohne ein Wort"])[-1]
