"""What translators wrote is what is read at run time, and no translation loses a gap."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.ozgtracker.sources import ROOT, gettext_calls, messages

GAP = re.compile(r"%\(\w+\)s|%%|\{\w*\}")
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


def written(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def strings(catalogue: Catalog) -> dict[Any, Any]:
    return {_hashable(one.id): _hashable(one.string) for one in catalogue if one.id}


def _hashable(text: Any) -> Any:
    """Messages with several forms are lists."""
    return tuple(text) if isinstance(text, list) else text


def lost_gaps(catalogue: Catalog) -> list[str]:
    """Translations whose gaps are not those of the message; Babel alone lets a missing one pass."""
    pairs = (
        (message, translation)
        for messages, translations in strings(catalogue).items()
        for message, translation in zip(_forms(messages), _forms(translations), strict=True)
    )
    return [message for message, words in pairs if sorted(GAP.findall(message)) != sorted(GAP.findall(words))]


def _forms(text: Any) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_the_written_one(path: Path) -> None:
    """Otherwise: pybabel compile -D django -d locale -l en."""
    with path.with_suffix(".mo").open("rb") as file:
        compiled = strings(read_mo(file))

    assert compiled == strings(written(path))
    assert all(all(one) if isinstance(one, tuple) else one for one in compiled.values())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_keeps_its_gaps(path: Path) -> None:
    assert lost_gaps(written(path)) == []


def test_whatever_rules_find_and_actions_refuse_is_translated() -> None:
    """As the head of the English catalogue says."""
    said = {
        message
        for room in sorted(ROOT.glob("*/sentences.py"))
        for call in gettext_calls(ast.parse(room.read_text()))
        for message in messages(call)
    }
    english = strings(written(ROOT / "locale/en/LC_MESSAGES/django.po"))

    assert said - {form for one in english for form in _forms(one)} == set()
    assert len(said) > 200


def test_a_translation_that_loses_a_gap_would_be_found() -> None:
    planted = Catalog(locale="en")
    planted.add("%(count)s von %(total)s", "%(count)s of all")

    assert lost_gaps(planted) == ["%(count)s von %(total)s"]
