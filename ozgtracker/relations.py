"""Rows seen from the other end of a foreign key: a floor asks what refers to it without knowing who does."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, OuterRef, QuerySet


def related(model: type[Model], relation: str) -> Any:
    """The query set, of its own kind, of all rows that refer to this model under that name ("rollouts")."""
    found: Any = model._meta.get_field(relation).related_model
    return found._default_manager.all()


def rows_of_each(subjects: QuerySet[Any], relation: str) -> Any:
    """The same, of each row of a query: for a subquery of it."""
    end: Any = subjects.model._meta.get_field(relation)
    return related(subjects.model, relation).filter(**{end.field.name: OuterRef("pk")})
