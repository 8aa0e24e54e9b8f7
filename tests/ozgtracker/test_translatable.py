"""German first, translatable: what stands on the screen passes through gettext (docs/adr/0018).

Here the source is read; what a page really shows is looked at in tests/closed_worlds/test_translated.py.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.test import Client, override_settings
from django.urls import reverse

from tests.ozgtracker.sources import GETTEXT, MODULES, ROOT, called, gettext_calls, is_rule, line, messages

TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})

# The same in every language: the name of the thing, of a format, and attributions in the words their licences ask for.
NAMES = {"OZG-Meilensteine", "OZG-Meilensteine Rheinland-Pfalz", "– OZG-Meilensteine Rheinland-Pfalz", "PDF", "+n"}
ATTRIBUTIONS = (
    *("© Statistisches Bundesamt (Destatis), 2025", "© GeoBasis-DE / BKG (2025)", "dl-de/by-2-0", "(Daten verändert)"),
    "Quelle: OZG-Umsetzungskatalog / LeiKa",
)
CLASS = re.compile(r"[a-z]+(?:-+[a-z]+)*")  # what a block puts into class="…"
READ_ALOUD = re.compile(r'\b(?:alt|title|aria-label|aria-description|placeholder|data-label)="([^"]*)"')

GERMAN = re.compile(
    r"[äöüßÄÖÜ„“]|\b(?:und|oder|der|die|das|den|dem|des|nicht|kein|keine|ist|sind|wird|wurde|von|vom|mit|für|eine|ein|"
    r"einen|noch|Sie|bis|seit|ohne|am|im|zum|zur|bei)\b"
)


# German outside gettext, and why it may stay.
SPOKEN_ELSEWHERE = {
    "demonstration": "the played story: data, and sentences on a terminal",
    "management": "sentences on a terminal, for whoever runs the machine",
    "environment.py": "speaks before Django is there",
    "settings.py": "speaks before Django is there",
    "health.py": "read by a monitor, not by a person at a page",
}
VERBATIM = {
    "reports/issue/wording.py": "Gebiet und Einwohner: ©|Karte: ©|Schrift: Fira|Leistungen: OZG-|Plan: Schreiben",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_what_a_template_shows_stands_in_a_translate_tag(path: Path) -> None:
    bare = [text for text in _visible(path) if text not in NAMES and not text.startswith(ATTRIBUTIONS)]

    assert bare == []


def test_no_german_stands_outside_gettext_where_django_is_allowed() -> None:
    bare = [
        line(path, number, text)
        for path in MODULES
        if not is_rule(path) and not SPOKEN_ELSEWHERE.keys() & set(path.relative_to(ROOT).parts)
        for number, text in _outside_gettext(ast.parse(path.read_text()))
        if GERMAN.search(text) and not _is_verbatim(path, text)
    ]

    assert bare == []


def test_gettext_gets_whole_sentences_never_filled_ones() -> None:
    """An f-string, or a value put in before gettext looks, is a sentence that stands in no catalogue."""
    filled = [
        line(path, call.lineno, ast.unparse(call))
        for path in MODULES
        for call in gettext_calls(ast.parse(path.read_text()))
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call) for argument in call.args[:1])
    ]

    assert filled == []


def test_no_sentence_hides_inside_an_f_string() -> None:
    """makemessages does not look there."""
    hidden = [
        line(path, call.lineno, ast.unparse(call))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr)
        for call in gettext_calls(node)
    ]

    assert hidden == []


def test_gaps_have_names_and_are_filled_one_way() -> None:
    """%(count)s, never {count} nor %s: what makemessages marks and msgfmt checks."""
    others = [
        line(path, call.lineno, message)
        for path in MODULES
        for call in gettext_calls(ast.parse(path.read_text()))
        for message in messages(call)
        if re.search(r"\{\w*\}|%[sd]", message)
    ]

    assert others == []


def test_what_is_said_once_at_import_is_translated_late() -> None:
    """At import nobody has chosen a language yet: there only gettext_lazy and gettext_noop are right."""
    early = [
        line(path, call.lineno, ast.unparse(call))
        for path in MODULES
        if re.search(r"import (?:n?gettext as _|gettext|ngettext)$", path.read_text(), re.MULTILINE)
        for call in _calls_at_import(ast.parse(path.read_text()))
        if called(call) in _eager(path)
    ]

    assert early == []


@pytest.mark.django_db
def test_a_language_is_one_catalogue_away(client: Client, tmp_path: Path) -> None:
    _catalogue(tmp_path / "en" / "LC_MESSAGES" / "django.mo", {"Anmelden": "Sign in", "Passwort": "Password"})

    with override_settings(LANGUAGES=[("de", "Deutsch"), ("en", "English")], LOCALE_PATHS=[tmp_path]):
        english = client.get(reverse("account_login"), headers={"Accept-Language": "en"}).content.decode()
        german = client.get(reverse("account_login"), headers={"Accept-Language": "fr"}).content.decode()

    assert ('<html lang="en">' in english, "Sign in</h1>" in english, "Anmelden</h1>" in english) == (True, True, False)
    assert ('<html lang="de">' in german, "Anmelden</h1>" in german) == (True, True)


def _visible(path: Path) -> Iterator[str]:
    """The words a template writes itself, and those it reads aloud; what tags and variables give is a gap."""
    written: list[str] = []
    is_translated = False
    for token in Lexer(path.read_text()).tokenize():
        if token.token_type is TokenType.TEXT:
            written.append("" if is_translated else token.contents)
        elif token.token_type is TokenType.BLOCK and token.contents.split()[0] in {"blocktranslate", "comment"}:
            is_translated = True
        elif token.token_type is TokenType.BLOCK and token.contents.split()[0] in {"endblocktranslate", "endcomment"}:
            is_translated = False
        else:
            written.append("\0")
    text = re.sub(r"<!--.*?-->", "", "".join(written), flags=re.DOTALL)
    for part in (*READ_ALOUD.findall(text), *re.split(r"<[^>]*>|\n", text)):
        words = part.replace("\0", "").strip()
        if re.search(r"[A-Za-zÄÖÜäöüß]", words) and not CLASS.fullmatch(words):
            yield words


def _is_verbatim(path: Path, text: str) -> bool:
    return re.match(VERBATIM.get(str(path.relative_to(ROOT)), r"\b\B"), text) is not None


def _outside_gettext(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of every string that is neither handed to gettext nor a docstring."""
    inside = {id(node) for call in gettext_calls(tree) for node in ast.walk(call)}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.lineno, node.value


def _eager(path: Path) -> set[str]:
    """The names under which this module knows the functions that translate at once."""
    imported = re.findall(
        r"^from django\.utils\.translation import (\w+)(?: as (\w+))?$", path.read_text(), re.MULTILINE
    )
    return {alias or name for name, alias in imported if name in {"gettext", "ngettext", "pgettext"}}


def _calls_at_import(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls that run when the module is loaded: not those inside a function's body."""
    later = tree.body if isinstance(tree, ast.FunctionDef) else []
    for child in ast.iter_child_nodes(tree):
        if child in later or isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.Call) and called(child) in GETTEXT:
            yield child
        yield from _calls_at_import(child)


def _catalogue(path: Path, words: dict[str, str]) -> None:
    """A compiled catalogue (.mo), as `compilemessages` writes it."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **words}.items())
    texts = [text.encode() for column in zip(*pairs, strict=True) for text in column]
    start, table = 28 + 8 * len(texts), b""
    for text in texts:
        table += struct.pack("<II", len(text), start)
        start += len(text) + 1
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    path.parent.mkdir(parents=True)
    path.write_bytes(header + table + b"".join(text + b"\0" for text in texts))
