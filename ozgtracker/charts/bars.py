"""The stacked bar of states: how many are live, ready, in progress, planned, and of how many nothing is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from ozgtracker.charts.palette import HATCHED, STATES
from ozgtracker.charts.shapes import number, rounded_bar

_ROUNDING = 1e-9
_LEAST = 3.0
"""A part that is not nothing is never drawn thinner than this."""


@dataclass(frozen=True, slots=True)
class PartInput:
    """A state and how many are in it: `slug` chooses the colour, `label` says it, `href` opens the rows counted."""

    slug: str
    label: str
    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class PartDrawing:
    """A part: its path in the bar (empty for none) and its entry below, with the count as a figure."""

    slug: str
    label: str
    count: int
    href: str
    path: str
    colour: str
    hatched: bool


@dataclass(frozen=True, slots=True)
class StateBar:
    """Everything that `charts/bar.html` draws."""

    chart_id: str
    title: str
    width: str
    height: str
    total: int
    outline: str
    parts: tuple[PartDrawing, ...]

    @property
    def has_hatched(self) -> bool:
        return any(part.hatched and part.path for part in self.parts)


def state_bar(
    parts: Sequence[PartInput], *, chart_id: str, title: str, width: float = 280, height: float = 12
) -> StateBar:
    """Stacks the parts in the given order over the whole width; all zero gives an empty outline. No negative counts."""
    widths = part_widths([part.count for part in parts], width)
    drawn = [index for index, wide in enumerate(widths) if wide > 0]
    drawings, left = [], 0.0
    for index, (part, wide) in enumerate(zip(parts, widths, strict=True)):
        right = left + wide
        path = rounded_bar(
            left,
            right,
            height / 2,
            height,
            round_left=index == min(drawn, default=0),
            round_right=index == max(drawn, default=0),
        )
        hatched = part.slug == HATCHED
        colour = "" if hatched else STATES[part.slug]
        drawings.append(PartDrawing(part.slug, part.label, part.count, part.href, path, colour, hatched))
        left = right
    return StateBar(
        chart_id=chart_id,
        title=title,
        width=number(width),
        height=number(height),
        total=sum(part.count for part in parts),
        outline=rounded_bar(0.5, width - 0.5, height / 2, height - 1),
        parts=tuple(drawings),
    )


def part_widths(counts: Sequence[int], width: float) -> list[float]:
    """Widths in proportion that add up to `width`; what is not zero gets three pixels, at the cost of larger parts."""
    total = sum(counts)
    if total == 0:
        return [0.0] * len(counts)
    least = min(_LEAST, width / len(counts))
    small: set[int] = set()
    while True:
        spare = width - least * len(small)
        rest = sum(count for index, count in enumerate(counts) if index not in small)
        widths = [least if index in small else count / rest * spare for index, count in enumerate(counts)]
        # Whatever the larger parts give up may make the next one too small: look again until none is.
        smaller = {index for index, wide in enumerate(widths) if counts[index] and wide < least - _ROUNDING}
        if smaller <= small:
            return widths
        small |= smaller
