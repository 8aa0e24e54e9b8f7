"""Passwords that every German guesses first are refused, however they are dressed up."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.passwords import is_guessed

SENTENCE = "Dieses Passwort ist leicht zu erraten: Es besteht nur aus bekannten Wörtern und einem Anhang."


@pytest.mark.parametrize(
    "typed",
    [
        "Ministerium2022!",
        "Digitalisierung1",
        "P4sswort-2026!!",
        "qwertzuiop123",
        "HalloSchatz123",
        "Rheinland-Pfalz22",
        "RheinlandPfalz#1",
        "Gemünden2022!!!",
        "Gemuenden2022!!!",
        "Verbandsgemeinde1",
        "OZG2022OZG2022",
        "Kaiserslautern1!",
        "Sommer2026Sommer",
        "!!!!!Mainz!!!!!",
    ],
)
def test_a_known_word_with_an_attachment_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(typed)

    assert SENTENCE in refused.value.messages


@pytest.mark.parametrize(
    "typed", ["korrekt-pferd-batterie-klammer", "Wiesel47kaut;Tinte", "xk39-vhqw-81lm-tz", "MainzWiesel7Tinte"]
)
def test_a_password_of_its_own_is_taken(typed: str) -> None:
    validate_password(typed)


def test_no_municipality_of_the_table_makes_a_password() -> None:
    with Path("lands/rlp/municipalities/verwaltungseinheiten.csv").open(encoding="utf-8") as table:
        names = {re.sub(r"\s*\(.*?\)", "", row["name"]) for row in csv.DictReader(table)}
    long_enough = {name for name in names if len(re.sub(r"\W", "", name)) >= 3}

    assert [name for name in sorted(long_enough) if not is_guessed(f"{name}2022!")] == []
