"""The only writers of this room: one verb, one transaction each."""

from __future__ import annotations

from services.actions.catalogue import load_catalogue
from services.actions.deliveries import Together, deliver_component, open_package, report_component
from services.actions.undoing import undo_component
from services.loading import LoadResult, TableResult

__all__ = [
    "LoadResult",
    "TableResult",
    "Together",
    "deliver_component",
    "load_catalogue",
    "open_package",
    "report_component",
    "undo_component",
]
