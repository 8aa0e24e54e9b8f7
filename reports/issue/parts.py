"""What one monthly report says, in finished words; and the same with its drawings, for page, PDF and mail. Pure.

A field that came later has a default: what an issue says that was stored before.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.parts.tile import Tile
from ozgtracker.charts import AreasChart, LanesChart, StateBar, TriangleChart
from ozgtracker.findings import Finding, found


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the sentence; tone colours it."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What was, what is, why, and whose it is."""

    what: str
    href: str
    before: str
    now: str
    note: str
    tone: str
    reason: str
    side: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone with its four dates in the words of the plan; slug and light are its traffic light."""

    title: str
    href: str
    original: str
    agreed: str
    forecast: str
    actual: str
    slip: str
    slug: str
    light: str
    reason: str
    responsible: str


@dataclass(frozen=True, slots=True)
class PhaseRows:
    """A phase and its milestones."""

    title: str
    rows: tuple[MilestoneRow, ...]


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A base component: who provides it, whether it is ready, since or until when, how many services need it."""

    name: str
    side: str
    state: str
    when: str
    services: str
    is_late: bool
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageWords:
    """A rollout package: its rule, how far it is, and why not yet."""

    name: str
    href: str
    rule: str
    opening: str
    headline: Tile
    rollouts: Tile
    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRow(PackageWords):
    """The same with its bar drawn."""

    bar: StateBar


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class of the map: how many places, how many inhabitants."""

    label: str
    places: str
    inhabitants: str
    share: str
    name: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """The next step somebody owes."""

    title: str
    href: str
    text: str
    slug: str
    light: str


@dataclass(frozen=True, slots=True)
class SideDuties:
    """All duties of one side, the most serious first."""

    side: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A milestone whose promise has run out, and what it still lacks."""

    title: str
    href: str
    due: str
    days: str
    side: str
    missing: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A milestone that fell due between the Stichtag and the day of issue; stand is how it stood on that day."""

    title: str
    href: str
    due: str
    stand: str
    tone: str
    side: str
    missing: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A word of the report and what is meant by it."""

    term: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """Who is told when something of a side becomes overdue."""

    side: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueWords:
    """What an issue says in words, in the order in which a reader meets them."""

    number: int
    month: str
    day: str
    created_on: str
    compared: str
    distribution: tuple[str, ...]
    is_demonstration: bool
    newest: str
    reported: str
    sentence: tuple[Part, ...]
    figures: tuple[Tile, ...]
    overdue: tuple[OverdueRow, ...]
    due: tuple[DueRow, ...]
    changes: tuple[ChangeRow, ...]
    more_changes: str
    phases: tuple[PhaseRows, ...]
    couplings: tuple[str, ...]
    components: tuple[ComponentRow, ...]
    map_title: str
    classes: tuple[ClassRow, ...]
    bundle: str
    sides: tuple[SideDuties, ...]
    definitions: tuple[Definition, ...]
    sources: tuple[str, ...]
    reach: str = ""
    trail: str = ""
    trail_head: str = ""
    told: tuple[ToldRow, ...] = ()

    @property
    def title(self) -> Finding:
        """ "Statusbericht Nr. 6, Mai 2022"."""
        return found("report.title", number=self.number, month=self.month)

    @property
    def sentence_text(self) -> str:
        """The sentence without its colours."""
        return "".join(part.text for part in self.sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendWords:
    """What the lines of the trend analysis say: all together, several, and each that is open; left_out: those that are
    not drawn."""

    sentence: str
    kept: str
    findings: tuple[str, ...]
    lines_say: tuple[str, ...]
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow(TrendWords):
    """With the drawing."""

    chart: TriangleChart


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIssue(IssueWords):
    """What page, PDF and mail show, however old: the words with the drawings whose shape has never changed.

    Every kind of it adds its own lanes.
    """

    packages: tuple[PackageRow, ...]
    map: AreasChart


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(ShownIssue):
    """With the lanes as they are drawn today, those that fill their place and those of the paper, and the trend."""

    lanes: LanesChart
    lanes_on_paper: LanesChart
    trend: TrendRow | None = None
