"""What is named in one place is known in the other: tasks and schedule, verbs and their German words, navigation."""

from __future__ import annotations

import ast
from importlib import import_module

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from accounts import audit_words
from ozgtracker.declared import declared
from tests.closed_worlds.inputs import ROOMS, ROOT, sources
from tests.closed_worlds.table import patterns

# Started by what people do or by a worker that starts, not by the clock.
ON_DEMAND = {"accounts.send_link", "ozgtracker.catch_up"}


def test_it_schedules_every_task_and_knows_every_scheduled_one() -> None:
    for room in ROOMS:
        if (ROOT / room / "tasks.py").exists():
            import_module(f"{room}.tasks")
    tasks = {name for name in current_app.tasks if not name.startswith("celery.")}
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert tasks == scheduled | ON_DEMAND


def test_it_has_a_german_word_for_every_verb_and_kind_of_the_trail() -> None:
    verbs, kinds = written_to_the_trail()

    assert {verb for verb in verbs if not any(word.startswith(verb) for word in audit_words.verbs())} == set()
    assert kinds - set(audit_words.kinds()) == set()


def test_it_names_kinds_after_models_so_that_their_fields_have_german_names() -> None:
    models = {model.__name__.lower() for model in apps.get_models()}

    assert set(audit_words.kinds()) - models == set()


def test_every_way_of_the_navigation_leads_to_a_page_of_its_own() -> None:
    pages = {str(pattern.name) for pattern in patterns()}
    names = [name for _place, _label, name in declared("navigation")]

    assert [name for name in dict.fromkeys(names) if name in pages] == names
    assert len({reverse(name) for name in names}) == len(names) > 5


def written_to_the_trail() -> tuple[set[str], set[str]]:
    """Every verb="x" and Subject("x", ...) in any room's source; of f"x_{y}" the beginning."""
    verbs: set[str] = set()
    kinds: set[str] = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.keyword(arg="verb", value=value):
                    verbs |= {str(part.value) for part in ast.walk(value) if isinstance(part, ast.Constant)}
                case ast.Call(
                    func=ast.Name(id="Subject") | ast.Attribute(attr="Subject"),
                    args=[ast.Constant(value=str(kind)), *_],
                ):
                    kinds.add(kind)
    return verbs, kinds
