"""How issues are stored, and a reader for every format that was ever released."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reports.issue.data import IssueData
from reports.issue.drawing import draw
from reports.issue.lanes_1 import FirstIssue
from reports.issue.old_names import present
from reports.issue.parts import ShownIssue
from reports.issue.storing import Unreadable, from_json, to_json

FORMAT = 2


def store(data: IssueData) -> dict[str, Any]:
    """What is kept of an issue, as JSON."""
    return {"format": FORMAT, **to_json(data)}


def read(stored: Mapping[str, Any]) -> ShownIssue:
    """An issue as it is shown. Raises Unreadable for a format nobody wrote, and for what does not fit its format."""
    number = stored.get("format", 1)
    reader = _READERS.get(number)
    if reader is None:
        raise Unreadable(f"format {number!r} is unknown")
    return reader({name: value for name, value in stored.items() if name != "format"})


def data_of(stored: Mapping[str, Any]) -> IssueData:
    """The figures of an issue, to be compared. Raises Unreadable for format 1, which knew drawings instead."""
    if stored.get("format") != FORMAT:
        raise Unreadable("only drawings were stored")
    return _data({name: value for name, value in stored.items() if name != "format"})


def _data(stored: Mapping[str, Any]) -> IssueData:
    return from_json(IssueData, present(dict(stored)))


# 1: until 11/2026, the whole issue with its drawings. 2: data.
_READERS: Mapping[int, Callable[[Any], ShownIssue]] = {
    1: lambda stored: from_json(FirstIssue, present(stored)),
    2: lambda stored: draw(_data(stored)),
}
