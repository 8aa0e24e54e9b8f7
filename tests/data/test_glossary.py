"""The glossary knows every model and every member of an enumeration, by the German word that stands on the screen."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.db.models import Model

ROOMS = (
    "ozgtracker",
    "accounts",
    "exports",
    "services",
    "municipalities",
    "milestones",
    "dashboards",
    "reports",
    "demonstration",
)
NOT_WORDS_OF_THE_DOMAIN = ("migrations", "settings", "wsgi", "asgi", "management")
GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


def glossary() -> dict[str, str]:
    """The German word by what stands in the code column, `Class` or `Enumeration.MEMBER`; fields are left out."""
    rows = [[cell.strip() for cell in line.split("|")] for line in GLOSSARY.read_text().splitlines() if "| `" in line]
    coded = {row[3].strip("`"): row[1] for row in rows}
    return {code: german for code, german in coded.items() if not code.split(".")[-1].islower()}


def models() -> list[type[Model]]:
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def name_of(model: type[Model]) -> str:
    """Its class name, with the room where two rooms use the same name."""
    shared = Counter(other.__name__ for other in models())[model.__name__] > 1
    return f"{model._meta.app_label}.{model.__name__}" if shared else model.__name__


def modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not any(part in NOT_WORDS_OF_THE_DOMAIN for part in found.name.split(".")):
                yield importlib.import_module(found.name)


def enumerations() -> dict[type[Enum], ModuleType]:
    return {
        thing: module
        for module in modules()
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Enum) and thing.__module__ == module.__name__
    }


def words(enumeration: type[Enum], module: ModuleType) -> dict[str, str]:
    """The words the screen uses for the members: from the first table of words or badges in the room's words.py."""
    room = module.__name__.partition(".")[0]
    if find_spec(f"{room}.words") is None:
        return {}
    for table in vars(importlib.import_module(f"{room}.words")).values():
        if isinstance(table, Mapping) and {type(code) for code in table} == {enumeration}:
            assert set(table) == set(enumeration), f"{enumeration.__name__}: a code has no word"
            return {
                f"{enumeration.__name__}.{code.name}": str(getattr(said, "label", said)) for code, said in table.items()
            }
    return {}


def test_every_model_stands_in_the_glossary_with_its_german_name() -> None:
    known = glossary()

    assert {name_of(model): known.get(name_of(model)) for model in models()} == {
        name_of(model): str(model._meta.verbose_name) for model in models()
    }


def test_every_member_of_an_enumeration_stands_in_the_glossary() -> None:
    members = {f"{enumeration.__name__}.{member.name}" for enumeration in enumerations() for member in enumeration}

    assert members - set(glossary()) == set()


def test_the_glossary_names_nothing_that_is_gone() -> None:
    members = {f"{enumeration.__name__}.{member.name}" for enumeration in enumerations() for member in enumeration}

    assert set(glossary()) - members - {name_of(model) for model in models()} == set()


def test_the_words_of_the_glossary_are_those_on_the_screen() -> None:
    known = glossary()
    shown = {
        code: word
        for enumeration, module in enumerations().items()
        for code, word in words(enumeration, module).items()
    }

    different = {code: (known[code], word) for code, word in shown.items() if known[code].split(": ", 1)[-1] != word}

    assert different == {}
    assert len(shown) > 100, "Hardly a table of words was found: the test would prove nothing."
