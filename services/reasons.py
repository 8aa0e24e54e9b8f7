"""Why a promised date changed, and of what kind the reason is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ozgtracker.errors import InvalidInput
from ozgtracker.statements.rules import check_sentence


class ReasonCategory(StrEnum):
    """Of what kind a reason is, so that reasons can be counted."""

    CONTRACT = "contract"
    STAFF = "staff"
    TECHNOLOGY = "technology"
    DEPENDENCY = "dependency"
    LAW = "law"
    DECISION = "decision"
    KNOWLEDGE = "knowledge"
    ESTIMATE = "estimate"


REASON_CATEGORIES: Mapping[ReasonCategory, str] = {
    ReasonCategory.CONTRACT: "Vertrag oder Vergabe",
    ReasonCategory.STAFF: "Personal",
    ReasonCategory.TECHNOLOGY: "Technik oder Schnittstelle",
    ReasonCategory.DEPENDENCY: "Abhängigkeit von anderen",
    ReasonCategory.LAW: "Recht",
    ReasonCategory.DECISION: "Abstimmung oder Entscheidung",
    ReasonCategory.KNOWLEDGE: "neue Erkenntnis, genauere Planung",
    ReasonCategory.ESTIMATE: "Korrektur der Schätzung",
}
NO_CATEGORY = ""
_CATEGORY = "reason_category"


def known_category(value: str) -> str:
    """The category as it is stored, "" for none. Raises InvalidInput for one that does not exist."""
    if value and value not in set(ReasonCategory):
        raise InvalidInput("Diese Art von Grund gibt es nicht.", field=_CATEGORY)
    return str(value)


def check_change(reason: str, category: str, question: str) -> None:
    """What a changed date owes: a sentence and its category. Raises InvalidInput(field), for both where both lack."""
    lacking = () if category else (InvalidInput("Von welcher Art ist der Grund? Bitte wählen Sie.", field=_CATEGORY),)
    try:
        check_sentence(reason, question)
    except InvalidInput as error:
        raise InvalidInput(error.message, field=error.field, others=lacking) from None
    if lacking:
        raise lacking[0]


def in_words(category: str) -> str:
    """The German words of a stored category, "" for none."""
    return REASON_CATEGORIES[ReasonCategory(category)] if category else ""


def with_category(reason: str, category: str) -> str:
    """ "Personal: Es fehlt an Betreuung."."""
    return f"{in_words(category)}: {reason}" if category and reason else reason
