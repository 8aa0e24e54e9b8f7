"""Where one is: the steps from the outside in (components/breadcrumb.html)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the breadcrumb; the last one is this page and needs no href."""

    label: str
    href: str = ""
