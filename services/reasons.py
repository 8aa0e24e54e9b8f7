"""Why a promised date changed, and of what kind the reason is. Pure."""

from __future__ import annotations

from enum import StrEnum

from ozgtracker.errors import InvalidInput
from ozgtracker.findings import Finding, found
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


NO_CATEGORY = ""
_CATEGORY = "reason_category"


def known_category(value: str) -> str:
    """The category as it is stored, "" for none. Raises InvalidInput for one that does not exist."""
    if value and value not in set(ReasonCategory):
        raise InvalidInput(found("reason.unknown-kind"), field=_CATEGORY)
    return str(value)


def check_change(reason: str, category: str, question: Finding) -> None:
    """What a changed date owes: a sentence and its category. Raises InvalidInput(field), for both where both lack."""
    lacking = () if category else (InvalidInput(found("reason.of-which-kind"), field=_CATEGORY),)
    try:
        check_sentence(reason, question)
    except InvalidInput as error:
        raise InvalidInput(error.finding, field=error.field, others=lacking) from None
    if lacking:
        raise lacking[0]
