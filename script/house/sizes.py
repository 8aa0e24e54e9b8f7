"""Measures files and functions, so that the house stays small on purpose."""

import ast
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_FILE = 300
LONGEST_FUNCTION = 40


@dataclass(frozen=True, slots=True)
class Function:
    """A function, where it stands, how long it is, and whether it is a view."""

    place: str
    lines: int
    view: bool


@dataclass(frozen=True, slots=True)
class File:
    """A source file with its functions."""

    place: str
    lines: int
    functions: tuple[Function, ...]


def measure(path: Path, root: Path) -> File:
    """Measures one source file; a function counts from its `def` to its end."""
    source = path.read_text("utf-8")
    place = path.relative_to(root).as_posix()
    view = "/views" in place and "tests" not in path.parts
    functions = tuple(_functions(ast.parse(source), place, view=view))
    return File(place, len(source.splitlines()), functions)


def excesses(files: list[File]) -> list[str]:
    """Names every file and function so long that something is wrong with it, a German line each; all else is an aim."""
    found = [
        f"{file.place}: {file.lines} Zeilen, erlaubt {LONGEST_FILE}" for file in files if file.lines > LONGEST_FILE
    ]
    return found + [
        f"{function.place}: {function.lines} Zeilen, erlaubt {LONGEST_FUNCTION}"
        for function in _all_functions(files)
        if function.lines > LONGEST_FUNCTION
    ]


def table(files: list[File]) -> str:
    """Draws how many there are, and the middle, the ninth tenth and the longest of each."""
    functions = _all_functions(files)
    rows = [
        ("Dateien", [file.lines for file in files]),
        ("Funktionen", [function.lines for function in functions]),
        (
            "davon Ansichten",
            [function.lines for function in functions if function.view],
        ),
    ]
    head = f"{'Zeilen':<16}{'Anzahl':>8}{'Summe':>8}{'Median':>8}{'90 %':>8}{'größte':>8}"
    return "\n".join([head, *(_row(title, lines) for title, lines in rows)])


def sources(root: Path) -> list[Path]:
    """Returns our own source files: neither migrations nor anything made."""
    made = {
        ".venv",
        ".venv.former",
        "var",
        "migrations",
        "node_modules",
        ".git",
        "static",
    }
    return sorted(path for path in root.rglob("*.py") if not made & set(path.relative_to(root).parts))


def _functions(tree: ast.Module, place: str, *, view: bool) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(f"{place}:{node.lineno} {node.name}", lines, view)


def _all_functions(files: list[File]) -> list[Function]:
    return [function for file in files for function in file.functions]


def _row(title: str, lines: list[int]) -> str:
    if not lines:
        return f"{title:<16}{0:>8}"
    ninth = sorted(lines)[int(0.9 * (len(lines) - 1))]
    middle = round(statistics.median(lines))
    return f"{title:<16}{len(lines):>8}{sum(lines):>8}{middle:>8}{ninth:>8}{max(lines):>8}"
