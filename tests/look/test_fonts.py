"""The letters of pages: what was cut from Fira Sans, under which name, and where every other letter comes from."""

from __future__ import annotations

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

ROOT = Path(settings.BASE_DIR)
CSS = (ROOT / "static/look/fonts.css").read_text("utf-8")
STYLES = {"Regular": "FiraSans-Regular", "SemiBold": "FiraSans-SemiBold"}


def make_fonts() -> ModuleType:
    """The script, which has no ending that Python knows."""
    loader = SourceFileLoader("make_fonts", str(ROOT / "script/make-fonts"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def letters(path: Path) -> set[int]:
    """Every code point the font has a shape for."""
    with TTFont(path) as font:
        return set(font.getBestCmap())


def ranges(text: str) -> set[int]:
    """ "U+180-217, U+2016" as code points."""
    found = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", text)
    return {code for low, high in found for code in range(int(low, 16), int(high or low, 16) + 1)}


@pytest.mark.parametrize("style", STYLES)
def test_the_cut_font_has_the_letters_of_the_script_and_the_whole_font_has_the_others(style: str) -> None:
    whole = letters(ROOT / f"static/vendor/kern/fonts/{STYLES[style]}.woff2")
    cut = letters(ROOT / f"static/look/fonts/OZGSans-{style}.woff2")
    rest = {frozenset(ranges(text)) for text in re.findall(r"unicode-range: ([^;]+);", CSS)}

    assert cut == whole & set(make_fonts().wanted())
    assert len(rest) == 1
    letters_only = {code for code in whole - cut if 0x20 <= code < 0x2190}
    assert letters_only - next(iter(rest)) == set()
    assert cut & next(iter(rest)) == set()


@pytest.mark.parametrize("style", STYLES)
def test_a_modified_font_does_not_bear_the_reserved_name(style: str) -> None:
    with TTFont(ROOT / f"static/look/fonts/OZGSans-{style}.woff2") as font:
        names = {record.nameID: str(record) for record in font["name"].names}

    assert {number: words for number, words in names.items() if "Fira" in words} == {}
    assert (names[16], names[17], names[6]) == ("OZG Sans", style, f"OZGSans-{style}")
    assert (names[0], names[14]) == (
        "Digitized data copyright © 2012-2015, The Mozilla Foundation and Telefonica S.A.",
        "http://scripts.sil.org/OFL",
    )


def test_every_letter_of_the_program_that_fira_has_is_in_the_cut_font() -> None:
    written = {
        ord(letter)
        for place in ("templates", "locale")
        for path in (ROOT / place).rglob("*")
        if path.suffix in {".html", ".po"}
        for letter in path.read_text("utf-8")
    }
    whole = letters(ROOT / "static/vendor/kern/fonts/FiraSans-Regular.woff2")

    assert {chr(code) for code in written & whole - letters(ROOT / "static/look/fonts/OZGSans-Regular.woff2")} == set()


def test_the_licence_lies_beside_them() -> None:
    licence = (ROOT / "static/look/fonts/OFL.txt").read_text("utf-8")
    original = (ROOT / "static/vendor/kern/fonts/OFL.txt").read_text("utf-8")

    assert licence.split("\n", 2)[2] == original.split("\n", 1)[1]
