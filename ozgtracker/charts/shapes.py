"""Path strings of the few shapes that charts share. Numbers become text here: rounded, with a decimal point."""

from collections.abc import Iterable, Sequence

type Point = tuple[float, float]

# Strokes inside a diamond, around its centre: the sign tells the light without colour.
_SIGNS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "reached": (((-3.2, 0.2), (-1.0, 2.5), (3.2, -2.3)),),
    "green": (((-0.4, 0.0), (0.4, 0.0)),),
    "undated": (((-2.8, 0.0), (2.8, 0.0)),),
    "yellow": (((-2.6, 1.5), (0.0, -2.2), (2.6, 1.5)),),
    "red": (((0.0, -4.0), (0.0, 1.0)), ((0.0, 3.1), (0.0, 3.9))),
    "grey": (
        ((-1.9, -2.2), (-0.9, -3.4), (0.9, -3.4), (1.9, -2.2), (1.6, -0.9), (0.0, 0.3), (0.0, 1.1)),
        ((0.0, 3.2), (0.0, 3.9)),
    ),
}


def number(value: float, *, places: int = 1) -> str:
    """A coordinate: one decimal (or `places`), a point, no needless zero, never "-0"."""
    text = f"{value:.{places}f}".rstrip("0").removesuffix(".")
    return "0" if text == "-0" else text


def polyline(points: Sequence[Point]) -> str:
    """An open path through the points; empty for fewer than two."""
    if len(points) < 2:
        return ""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def polygon(points: Sequence[Point]) -> str:
    """A closed path through the points; empty for fewer than three."""
    return polyline(points) + "Z" if len(points) > 2 else ""


def diamond(x: float, y: float, radius: float) -> str:
    """A square on its tip."""
    return polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)])


def sign(light: str, x: float, y: float) -> str:
    """The strokes that say the light without colour: tick, dot, roof, exclamation mark, question mark."""
    strokes = _SIGNS.get(light, ())
    return "".join(polyline([(x + dx, y + dy) for dx, dy in stroke]) for stroke in strokes)


def rounded_bar(
    left: float, right: float, y: float, height: float, *, round_left: bool = True, round_right: bool = True
) -> str:
    """A horizontal bar around the line `y` with round or straight ends; empty when it has no length."""
    if right - left <= 0:
        return ""
    radius = min(height / 2, (right - left) / (2 if round_left and round_right else 1))
    top, bottom = number(y - height / 2), number(y + height / 2)
    arc = f"A{number(radius)} {number(height / 2)} 0 0 1 "
    west, east = number(left + radius), number(right - radius)
    begin = f"M{west} {top}" if round_left else f"M{number(left)} {top}"
    turn = f"H{east}{arc}{east} {bottom}" if round_right else f"H{number(right)}V{bottom}"
    back = f"H{west}{arc}{west} {top}Z" if round_left else f"H{number(left)}Z"
    return begin + turn + back


def arrow_head(x: float, y: float, size: float) -> str:
    """An open arrow head pointing right, its tip at x, y."""
    return polyline([(x - size, y - size), (x, y), (x - size, y + size)])


def steps(points: Iterable[Point]) -> list[Point]:
    """The corners of a staircase: a value holds until the next one is said."""
    corners: list[Point] = []
    for x, y in points:
        if corners and corners[-1][1] != y:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    return corners
