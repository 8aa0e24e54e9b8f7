"""Questions to appended statements: what was said last, and what had been said by a day."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, DateField, F, OuterRef, Subquery, Value, When
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Coalesce

from ozgtracker.statements.models import Statement

WORD_DAY = Case(
    When(is_retraction=True, then=Value(None)),
    default=Coalesce(F("counts_on"), F("said_on")),
    output_field=DateField(),
)
"""SQL: the day a statement counts as said (Statement.word_day)."""


class StatementQuerySet[S: Statement](models.QuerySet[S]):
    """What was said."""

    def said_by(self, day: date) -> Self:
        """Only what had been said by the end of that day."""
        return self.filter(said_on__lte=day)

    def about(self, subject: models.Model) -> Self:
        """What was said about this row."""
        return self.filter(**{_key_of(self.model, type(subject)): subject})

    def newest_first(self) -> Self:
        """The last word first: of two of one day the one stored later."""
        return self.order_by("-said_on", "-id")

    def latest_of(self, subject: models.Model) -> S | None:
        """What was said last about this row, with who said it; None if nothing was."""
        return self.about(subject).select_related("by").newest_first().first()


def last_word(
    subjects: models.QuerySet[Any], relation: str, day: date, /, **columns: str | BaseExpression
) -> dict[str, Subquery]:
    """Annotations for rows that statements are about: columns of the last one by the end of that day.

    relation: the name under which the rows know their statements ("reports").
    """
    statements: Any = subjects.model._meta.get_field(relation)
    said = statements.related_model._default_manager
    latest = said.filter(**{statements.field.name: OuterRef("pk")}, said_on__lte=day).order_by("-said_on", "-id")
    return {
        name: Subquery((latest.values(column) if isinstance(column, str) else latest.values(asked=column))[:1])
        for name, column in columns.items()
    }


def _key_of(statement: type[Statement], subject: type[models.Model]) -> str:
    fields = (statement._meta.get_field(name) for name in statement.ABOUT)
    return next(field.name for field in fields if field.related_model is subject)
