"""Text in drawings: how wide it is, how it breaks. A drawing has no layout engine: widths are reckoned before."""

import re
from functools import cache
from itertools import repeat

# Advance widths of Fira Sans in thousandths of the type size, rounded up to 25; other letters count as _AVERAGE.
_WIDTHS = {
    225: "'",
    250: "!,.:;·",
    275: " \u00a0",
    300: "I`ijl",
    325: "()J[]{}",
    350: "f",
    375: "t",
    400: '"r',
    425: "-|„“",
    450: "*17z",
    475: "?s",
    500: "+23<=>FLcvxy~≥",
    525: "#/59TZ\\_gk–",
    550: "$46ESXY^aeä§",
    575: "08ACVÄ",
    600: "KPbdhnopquöüß",
    625: "BR",
    650: "DG",
    675: "UÜ",
    700: "HNOQÖ",
    725: "w",
    750: "…",
    775: "&",
    800: "M",
    850: "%W",
    875: "m",
    900: "→",
    1025: "@",
}
_AVERAGE = 600
_SAFETY = 1.05
"""A fallback font may be wider than Fira Sans; a label drawn too wide would touch its neighbour."""


@cache
def _width_table() -> dict[str, int]:
    return {letter: width for width, letters in _WIDTHS.items() for letter in letters}


_BREAKS = re.compile(r"[^\S\u00a0]+")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in pixels, rather too wide than too narrow."""
    thousandths = sum(map(_width_table().get, text, repeat(_AVERAGE)))
    return thousandths / 1000 * size * _SAFETY * (1.03 if bold else 1)


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text, or its beginning and an ellipsis, so that it is not wider than `width`."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size, bold=bold) > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def wrapped(text: str, size: float, width: float, *, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """The text in at most `most` lines not wider than `width`: broken at blanks, ended by an ellipsis if need be.

    A protected blank (U+00A0) holds what belongs together.
    """
    lines: list[str] = []
    for word in filter(None, _BREAKS.split(text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most or text_width(longer, size, bold=bold) <= width):
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(shortened(line, size, width, bold=bold) for line in lines)
