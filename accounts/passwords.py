"""Refuses passwords that are known words with an attachment: lists of common passwords are English."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ozgtracker.land import land

WORDS = Path(__file__).parent / "data" / "guessed_words.txt"
# In the folder of the Land: the names everybody who works there thinks of first.
PLACES = "place_names.txt"
# So many different words, and different other characters, are tried by whoever guesses; more is a password of its own.
FEW_WORDS, FEW_OTHERS = 2, 6
DRESSED = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})


class GuessedWordsValidator:
    """For AUTH_PASSWORD_VALIDATORS: folds case, umlauts, digits, signs; knows guessed_words.txt and PLACES."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError for at most two known words, repeated or not, and a few other characters."""
        if is_guessed(password):
            raise ValidationError(
                _("Dieses Passwort ist leicht zu erraten: Es besteht nur aus bekannten Wörtern und einem Anhang."),
                code="password_guessed",
            )

    def get_help_text(self) -> str:
        """The rule in a sentence, for the form."""
        return _("Bekannte Wörter und Ortsnamen mit Ziffern oder Zeichen daran genügen nicht.")


def is_guessed(password: str) -> bool:
    """Whether a password is made of few known words and few other characters, also with digits for letters."""
    spelled = _spelled(password)
    others = set(re.sub("[a-z]", "", spelled))
    inner = re.sub("^[^a-z]+|[^a-z]+$", "", spelled)
    readings = {folded(spelled), folded(inner.translate(DRESSED))}
    return len(others) <= FEW_OTHERS and any(_few_words(one) for one in readings)


def folded(word: str) -> str:
    """The letters a to z of a word, umlauts spelled out."""
    return re.sub("[^a-z]", "", _spelled(word))


def _spelled(word: str) -> str:
    """Two dots above become an e; casefold has made ss of the sharp s."""
    return unicodedata.normalize("NFKD", word.casefold()).replace("\u0308", "e")


def _few_words(letters: str) -> bool:
    """Whether the letters can be cut into known words of which at most FEW_WORDS differ."""
    known, longest = _known()
    ways: list[set[frozenset[str]]] = [set() for _place in range(len(letters) + 1)]
    ways[0].add(frozenset())
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - longest), end):
            if ways[start] and (word := letters[start:end]) in known:
                ways[end] |= {more for way in ways[start] if len(more := way | {word}) <= FEW_WORDS}
    return bool(letters) and bool(ways[-1])


@functools.cache
def _known() -> tuple[frozenset[str], int]:
    lines = [line for path in (WORDS, land().folder / PLACES) for line in path.read_text("utf-8").splitlines()]
    words = frozenset(folded(line) for line in lines if not line.startswith("#")) - {""}
    return words, max(len(word) for word in words)
