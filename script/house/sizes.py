"""Measures files and functions, so that the house stays small on purpose."""

import ast
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BOUNDS = {"file": 300, "function": 40, "view": 40}
ROWS = {"Dateien": {"file"}, "Funktionen": {"function", "view"}, "davon Ansichten": {"view"}}
WIDEST = 160
NOT_OURS = {".venv", ".venv.former", "var", "migrations", "node_modules", ".git", "static"}


@dataclass(frozen=True, slots=True)
class Size:
    """How long a file, a function or a view is, and where it stands."""

    place: str
    lines: int
    kind: str


def measure(path: Path, root: Path) -> list[Size]:
    """Measures one source file and its functions; a function counts from its `def` to its end."""
    source = path.read_text("utf-8")
    place = path.relative_to(root).as_posix()
    kind = "view" if "/views" in place and "tests" not in path.parts else "function"
    return [Size(place, len(source.splitlines()), "file"), *_functions(ast.parse(source), place, kind)]


def excesses(sizes: list[Size]) -> list[str]:
    """Names every file and function so long that something is wrong with it, a German line each; all else is an aim."""
    too_long = [(one, BOUNDS[one.kind]) for one in sizes if one.lines > BOUNDS[one.kind]]
    return [f"{one.place}: {one.lines} Zeilen, erlaubt {bound}" for one, bound in too_long]


def table(sizes: list[Size]) -> str:
    """Draws how many there are, and the middle, the ninth tenth and the longest of each."""
    head = f"{'Zeilen':<16}{'Anzahl':>8}{'Summe':>8}{'Median':>8}{'90 %':>8}{'größte':>8}"
    rows = {title: sorted(one.lines for one in sizes if one.kind in kinds) for title, kinds in ROWS.items()}
    return "\n".join([head, *(_row(title, lines) for title, lines in rows.items())])


def sources(root: Path) -> list[Path]:
    """Returns our own source files: neither migrations nor anything made."""
    return sorted(path for path in root.rglob("*.py") if not NOT_OURS & set(path.relative_to(root).parts))


def wide_lines(root: Path) -> list[str]:
    """Names every line of a template that is too wide, pages and mails alike, a German line each."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}: {len(line)} Zeichen, erlaubt {WIDEST}"
        for path in sorted(path for path in (root / "templates").rglob("*.*") if path.suffix in {".html", ".txt"})
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(line) > WIDEST
    ]


def _functions(tree: ast.Module, place: str, kind: str) -> Iterator[Size]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Size(f"{place}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1, kind)


def _row(title: str, lines: list[int]) -> str:
    if not lines:
        return f"{title:<16}{0:>8}"
    middle = round(statistics.median(lines))
    ninth = lines[int(0.9 * (len(lines) - 1))]
    return f"{title:<16}{len(lines):>8}{sum(lines):>8}{middle:>8}{ninth:>8}{lines[-1]:>8}"
