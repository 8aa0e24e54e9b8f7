"""What one authority still has to say this month: the sentence above its rows, and as many of these as help."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice

from django.db.models import Q
from django.utils.translation import gettext as _

from municipalities.models import Authority, RolloutQuerySet
from municipalities.report_counts import Counts, Place, report_counts
from municipalities.report_folding import MANY, STEP, Opened, enough_for
from municipalities.report_rows import Row, authority_rollouts, counted_rollouts, key_of, rows_of, standing_in
from ozgtracker import german
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from services.models import Package, Service
from services.packages import Assigned
from services.words import ASSIGNED


@dataclass(frozen=True, slots=True)
class Group:
    """The services of one package, or of those without one: how many there are, how many the filter leaves, and as
    many rows of these as are shown; left are those behind the last of them.

    opened: of a long page, which groups are open; None where all rows of all groups are shown.
    """

    place: Place
    title: str
    rule: str
    counts: Counts
    listed: int
    rows: tuple[Row, ...] = ()
    left: int = 0
    opened: Opened | None = None

    @property
    def key(self) -> str:
        """What the address and the fields of the page call it."""
        return key_of(*self.place)

    @property
    def is_folded(self) -> bool:
        """Whether it shows no more than its heading."""
        return self.opened is not None and self.key not in self.opened

    @property
    def next_number(self) -> int:
        """How many rows come next."""
        return min(self.left, STEP)

    @property
    def said_open(self) -> str:
        """How the address says what it shows."""
        return Opened({self.key: self.opened[self.key]}).said()[0] if self.opened else ""

    @property
    def opening(self) -> list[str]:
        """The address in which it shows its next rows, and every other group what it does."""
        return (self.opened or Opened()).values_with(self.key)

    @property
    def folding(self) -> list[str]:
        """The address in which it is folded."""
        return (self.opened or Opened()).values_without(self.key)

    @property
    def missing(self) -> int:
        """How many are still without a report this month."""
        return self.counts.missing

    @property
    def never(self) -> int:
        """How many nobody ever reported on."""
        return self.counts.never


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What one authority has to say, by package; groups holds those in which the filter leaves anything.

    opened: of a long page, which of them are open; None where all rows are shown.
    """

    authority: Authority
    day: date
    counts: Counts
    groups: tuple[Group, ...]
    only_missing: bool
    opened: Opened | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows that were read."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def total(self) -> int:
        """All services this authority carries out."""
        return self.counts.total

    @property
    def missing(self) -> int:
        """Those without a report this month."""
        return self.counts.missing

    @property
    def confirmable(self) -> int:
        """Those one click may confirm (the rule of RolloutQuerySet.confirmable)."""
        return self.counts.confirmable

    @property
    def never(self) -> int:
        """Those nobody ever reported on."""
        return self.counts.never

    @property
    def past(self) -> int:
        """Those whose own date has passed without a new one."""
        return self.counts.past

    @property
    def month(self) -> str:
        """ "Juni"."""
        return german.month(self.day)

    def group(self, key: str) -> Group | None:
        """The group of that key, if anything is listed in it."""
        return next((group for group in self.groups if group.key == key), None)

    @property
    def listed(self) -> int:
        """How many rows the filter leaves."""
        return sum(group.listed for group in self.groups)

    def opened_for(self, tickets: Collection[str]) -> Opened:
        """What is open so that all of these rows are shown; the page must have been read as a whole."""
        places = ((group.key, place, row) for group in self.groups for place, row in enumerate(group.rows))
        return enough_for({key: place for key, place, row in places if row.ticket in tickets})


def whole_page(authority: Authority, at: AsOf, *, only_missing: bool = False) -> ReportPage:
    """The page of one authority as of a day, all rows of it; a fixed number of queries."""
    return _with_all_rows(report_heads(authority, at, only_missing=only_missing), at)


def report_page(
    authority: Authority, at: AsOf, *, only_missing: bool = False, opened: Opened | None = None
) -> ReportPage:
    """The same as it is shown: of many rows only those of the groups that are opened, or of the first one in which
    something is missing; one query for each of these, whatever the number of services."""
    page = report_heads(authority, at, only_missing=only_missing)
    if page.listed <= MANY:
        return _with_all_rows(page, at)
    if opened is None:
        first = next((group for group in page.groups if group.missing), page.groups[0])
        opened = Opened({first.key: STEP})
    opened = Opened({group.key: opened[group.key] for group in page.groups if group.key in opened})
    shown = {group.key: list(_listed(page, at, group)[: opened.get(group.key, 0)]) for group in page.groups}
    rows = iter(rows_of([rollout for found in shown.values() for rollout in found], at))
    groups = [
        replace(
            group,
            rows=tuple(islice(rows, len(shown[group.key]))),
            left=group.listed - len(shown[group.key]),
            opened=opened,
        )
        for group in page.groups
    ]
    return replace(page, groups=tuple(groups), opened=opened)


def more_rows(page: ReportPage, at: AsOf, group: Group, opened: Opened, after: str) -> Group:
    """The group with those rows that come next behind the service named, or with the first ones; the page is that of
    report_heads, and opened is what is open with them."""
    listed = _listed(page, at, group)
    service = Service.objects.filter(ozg_id=after).first()
    if service is not None:
        same = Q(service__sort_key=service.sort_key, service__ozg_id__gt=service.ozg_id)
        listed = listed.filter(Q(service__sort_key__gt=service.sort_key) | same)
    rows = rows_of(listed[:STEP], at)
    return replace(group, rows=rows, left=listed.count() - len(rows), opened=opened)


def report_heads(authority: Authority, at: AsOf, *, only_missing: bool = False) -> ReportPage:
    """The same without its rows: every figure of the page from two queries, one of them for the packages, which are
    remembered."""
    found = report_counts(counted_rollouts(authority, at), at)
    packages = recall("packages by number", lambda: {package.number: package for package in Package.objects.all()})
    groups = []
    for place, counts in found.items():
        listed = counts.missing if only_missing else counts.total
        if listed:
            groups.append(Group(place, *_title(place, packages), counts, listed))
    return ReportPage(authority, at.day, sum(found.values(), Counts()), tuple(groups), only_missing)


def _with_all_rows(page: ReportPage, at: AsOf) -> ReportPage:
    rollouts = authority_rollouts(page.authority, at)
    rows = rows_of(rollouts.unreported_in_month(at.day) if page.only_missing else rollouts, at)
    grouped = {key: tuple(found) for key, found in groupby(rows, key=lambda row: row.group_key)}
    return replace(page, groups=tuple(replace(group, rows=grouped.get(group.key, ())) for group in page.groups))


def _listed(page: ReportPage, at: AsOf, group: Group) -> RolloutQuerySet:
    """What the filter leaves of one group, in its order."""
    rollouts = authority_rollouts(page.authority, at).filter(standing_in(group.place))
    return rollouts.unreported_in_month(at.day) if page.only_missing else rollouts


def _title(place: Place, packages: Mapping[int, Package]) -> tuple[str, str]:
    """Title and rule of a group."""
    number, assignment = place
    if number is not None:
        return packages[number].name, packages[number].short_rule
    return _("Ohne Paket"), ASSIGNED[Assigned(assignment)]
