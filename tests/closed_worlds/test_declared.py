"""What is named in one place is known in the other: tasks and schedule, verbs and their German words, navigation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
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
ON_DEMAND = {"accounts.send_link", "exports.write", "ozgtracker.catch_up"}
# Written until the list of sign-ins had a table of its own (adr/0013); the trail forgets nothing.
FORMER = {"link_requested", "sign_in_refused", "signed_in", "signed_out"}
# What a verb looks like, and where one is kept.
VERB = re.compile(r"[a-z]+[._][a-z._]*")
NAMED = re.compile(r"_?verbs?", re.IGNORECASE)


def test_it_schedules_every_task_and_knows_every_scheduled_one() -> None:
    for room in ROOMS:
        if (ROOT / room / "tasks.py").exists():
            import_module(f"{room}.tasks")
    tasks = {name for name in current_app.tasks if not name.startswith("celery.")}
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert tasks == scheduled | ON_DEMAND


def test_it_has_a_german_word_for_every_verb_and_kind_of_the_trail_and_for_no_other() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in sources()]
    words = {word for value in verbs_given(trees) for word in strings(value)}
    begun = {word for word in audit_words.verbs() if word.startswith("delivery_") and "delivery_" in words}

    assert {word for word in words if VERB.fullmatch(word)} - {"delivery_"} | begun | FORMER == set(audit_words.verbs())
    assert {kind for tree in trees for kind in kinds_given(tree)} == set(audit_words.kinds())


def test_it_names_kinds_after_models_so_that_their_fields_have_german_names() -> None:
    models = {model.__name__.lower() for model in apps.get_models()}

    assert set(audit_words.kinds()) - models == set()


def test_every_way_of_the_navigation_leads_to_a_page_of_its_own() -> None:
    pages = {str(pattern.name) for pattern in patterns()}
    names = [name for _place, _label, name in declared("navigation")]

    assert [name for name in dict.fromkeys(names) if name in pages] == names
    assert len({reverse(name) for name in names}) == len(names) > 5


def verbs_given(trees: list[ast.Module]) -> Iterator[ast.expr]:
    """What is given as a verb: by its keyword, in the place of a parameter of that name, or kept under that name."""
    takers = {
        one.name: place
        for tree in trees
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef)
        for place, parameter in enumerate(one.args.args)
        if parameter.arg == "verb"
    }
    for node in (node for tree in trees for node in ast.walk(tree)):
        match node:
            case ast.keyword(arg="verb", value=value):
                yield value
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=given) if len(given) > takers.get(
                name, 99
            ):
                yield given[takers[name]]
            case ast.Assign(targets=[ast.Name(id=name) | ast.Tuple(elts=[ast.Name(id=name), *_])], value=value):
                if NAMED.fullmatch(name):
                    yield value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if NAMED.fullmatch(name):
                yield value


def strings(value: ast.expr) -> set[str]:
    """All that stand in it, of f"x_{y}" the beginning."""
    return {one.value for one in ast.walk(value) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def kinds_given(tree: ast.Module) -> Iterator[str]:
    """Every Subject("x", ...)."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="Subject") | ast.Attribute(attr="Subject"),
                args=[ast.Constant(value=str(kind)), *_],
            ):
                yield kind
