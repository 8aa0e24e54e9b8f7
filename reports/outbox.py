"""The sentence above the outbox: what somebody must decide on, or how far the rest is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ozgtracker import german
from reports.delivery_states import TO_DECIDE, DeliveryState
from reports.models import Delivery, MailLine


@dataclass(frozen=True, slots=True)
class Answer:
    """One sentence; somebody has to act where is_urgent."""

    sentence: str
    is_urgent: bool


def outbox_head() -> dict[str, Any]:
    """What stands above the list, by name: `answer`, the `line` to the server, what is to decide (two queries)."""
    counts = Delivery.objects.tally()
    line = MailLine.objects.filter(pk=MailLine.ONLY).first()
    unknown, failed = (counts.get(state, 0) for state in (DeliveryState.UNKNOWN, DeliveryState.FAILED))
    answer = outbox_answer(counts, is_stopped=line is not None and line.stopped_since is not None)
    return {"answer": answer, "line": line, "unknown": unknown, "failed": failed, "to_decide": unknown + failed}


def outbox_answer(counts: Mapping[DeliveryState, int], *, is_stopped: bool = False) -> Answer:
    """The worst first: mail held back, unknown, failed, on their way, all sent."""
    urgent = is_stopped or any(counts.get(state) for state in TO_DECIDE)
    sentence = _sentence(counts)
    if is_stopped:
        sentence = _("Der Versand ist angehalten. %(counts)s") % {"counts": sentence}
    return Answer(sentence, is_urgent=urgent)


def _sentence(counts: Mapping[DeliveryState, int]) -> str:
    total = sum(counts.values())
    if unknown := counts.get(DeliveryState.UNKNOWN, 0):
        return ngettext(
            "Bei einer Nachricht ist ungewiss, ob sie ankam.",
            "Bei %(n)s Nachrichten ist ungewiss, ob sie ankamen.",
            unknown,
        ) % {"n": german.number(unknown)}
    if failed := counts.get(DeliveryState.FAILED, 0):
        return ngettext("Eine Nachricht ist fehlgeschlagen.", "%(n)s Nachrichten sind fehlgeschlagen.", failed) % {
            "n": german.number(failed)
        }
    if waiting := total - counts.get(DeliveryState.SENT, 0):
        words = ngettext(
            "%(n)s von %(total)s Nachrichten wartet auf den Versand.",
            "%(n)s von %(total)s Nachrichten warten auf den Versand.",
            waiting,
        )
        return words % {"n": german.number(waiting), "total": german.number(total)}
    return _("Alle Nachrichten sind gesendet.") if total else _("Noch hat keine Nachricht das Haus verlassen.")
