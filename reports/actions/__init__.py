"""The only writers of this room, one file a concept."""

from reports.actions.delivering import confirm_delivery, deliver_due, reap_stuck, requeue_delivery
from reports.actions.recipients import add_recipient, remove_recipient

__all__ = ["add_recipient", "confirm_delivery", "deliver_due", "reap_stuck", "remove_recipient", "requeue_delivery"]
