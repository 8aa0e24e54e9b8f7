"""What is stored of an issue, format 2: its words, and its figures as data; no drawing. Pure.

Names of figures are those of the pages (dashboards.figures.criteria), so that two issues can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ozgtracker.charts import ClassInput, JointInput, LaneInput, MarkerInput, PartInput, TrendLineInput
from reports.issue.parts import IssueWords, PackageWords, TrendWords


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureData:
    """A counted figure under its name, and what it is about."""

    name: str
    about: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneData:
    """A milestone as it stood: codes and days, never words; slip in calendar days after the agreed date."""

    slug: str
    code: str
    side: str
    state: str
    light: str
    original: date | None
    agreed: date | None
    forecast: date | None
    actual: date | None
    slip_days: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanesData:
    """What the lanes are drawn from."""

    title: str
    day: date
    lanes: tuple[LaneInput, ...]
    markers: tuple[MarkerInput, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendData(TrendWords):
    """What the milestone trend analysis is drawn from; marked_on: the statutory day, with its words."""

    day: date
    lines: tuple[TrendLineInput, ...]
    joints: tuple[JointInput, ...]
    marked_on: date | None
    marked_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageData(PackageWords):
    """A package with how many rollouts are in which state."""

    number: int
    parts: tuple[PartInput, ...]
    bar_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaData:
    """One area of the map (ARS) and its class."""

    ars: str
    area_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueData(IssueWords):
    """Everything an issue is made of."""

    lanes: LanesData
    packages: tuple[PackageData, ...]
    areas: tuple[AreaData, ...]
    legend: tuple[ClassInput, ...]
    milestones: tuple[MilestoneData, ...]
    numbers: tuple[FigureData, ...]
    # Issues before it was drawn have none.
    trend: TrendData | None = None
