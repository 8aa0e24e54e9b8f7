"""The only writers of this room, one file a concept."""

from exports.actions.ordering import discard_export, order_export, restart_export
from exports.actions.tending import forget_exports, tend_exports
from exports.actions.writing import write_next

__all__ = [
    "discard_export",
    "forget_exports",
    "order_export",
    "restart_export",
    "tend_exports",
    "write_next",
]
