"""Puts a token of its own into every text of the database: what people say through the actions that take it, the rest
into its rows. So whoever finds a token, wherever it has been copied to, has read that text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import CharField, EmailField, JSONField, Model, TextField, URLField
from django.db.models.functions import Cast

from accounts import audit_words
from accounts.models import AuditEntry, PersonName, User
from tests.closed_worlds.inputs import ROOMS
from tests.conftest import TODAY
from tests.databases import guarded_tables

TABLE = Path(__file__).with_name("words.txt")
TOKEN = re.compile(r"qxz\d{3}zxq", re.IGNORECASE)
LENGTH = len("qxz000zxq")
# Instead of the columns: a key or a word that programs compare, or a copy of texts that are planted themselves.
UNPLANTED = {"code", "copy"}
# Planted where it is said, so that it also stands in what actions make of it: mails, trail, frozen issues.
SAID = {"municipalities.Representative.reason", "accounts.AccessRequest.reason", "municipalities.Rollout.evidence"}


@dataclass(frozen=True, order=True)
class Text:
    """A text field ("municipalities.RolloutReport.reason") or a verb of the trail ("trail.signed_in"), and whose text
    it is: "own" and "foreign" as seen by the officer and the association, "-" where that does not matter."""

    name: str
    whose: str = "-"

    def __str__(self) -> str:
        return f"{self.name} {self.whose}"


def table() -> dict[Text, tuple[str, ...]]:
    """Every line of words.txt: who finds the text ("x"), column by column; nothing for what is not planted."""
    lines = [line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {Text(name, whose): tuple(found) for name, whose, *found in lines}


def texts() -> set[str]:
    """Every text field of every room, and every verb of the trail: what words.txt has to decide about."""
    fields = {
        f"{model._meta.label}.{one.name}"
        for room in ROOMS
        if apps.is_installed(room)
        for model in apps.get_app_config(room).get_models()
        for one in model._meta.get_fields()
        if _is_text(one)
    }
    return fields | {f"trail.{verb}" for verb in audit_words.verbs()}


def _is_text(one: Any) -> bool:
    """Neither a choice nor a key (an address is one, and personal), and long enough to say something."""
    if not isinstance(one, CharField | TextField | JSONField) or one.choices:
        return False
    return (not one.unique or isinstance(one, EmailField)) and (one.max_length or LENGTH) >= LENGTH


@dataclass
class Words:
    """The token of each text of the table."""

    tokens: dict[Text, str] = field(default_factory=dict)

    @classmethod
    def of_the_table(cls) -> Words:
        wanted = sorted(text for text in table() if text.whose not in UNPLANTED)
        return cls({text: f"qxz{number:03}zxq" for number, text in enumerate(wanted)})

    def token(self, name: str, whose: str = "-") -> str:
        return self.tokens[Text(name, whose)]

    def sentence(self, name: str, whose: str = "-") -> str:
        """A reason that says something."""
        return f"Das liegt an {self.token(name, whose)} und dauert."

    def address(self, name: str, whose: str = "-") -> str:
        return f"https://{self.token(name, whose)}.example/"

    def found_in(self, answer: str) -> set[Text]:
        """The texts whose token stands there."""
        known = {token: text for text, token in self.tokens.items()}
        return {known[token.lower()] for token in TOKEN.findall(answer)}

    def missing(self) -> list[Text]:
        """Texts whose token stands in no row: nobody could find them, and nothing would be proved."""
        return [text for text, token in self.tokens.items() if not _stands(text, token)]


def _stands(text: Text, token: str) -> bool:
    if text.name.startswith("trail."):
        return AuditEntry.objects.filter(sentence__contains=token).exists()
    model, name = _field(text.name)
    return model._default_manager.annotate(planted=Cast(name, TextField())).filter(planted__contains=token).exists()


def plant(words: Words, rows: dict[str, dict[str, Any]]) -> None:
    """Into every row of what nobody says through an action; rows narrows that for some models ("accounts.User")."""
    guarded = guarded_tables("append_only")
    for text in words.tokens:
        if text.name.startswith("trail.") or text.name in SAID:
            continue
        model, name = _field(text.name)
        if model._meta.db_table not in guarded:
            _fill(model, name, words.token(text.name, text.whose), rows.get(model._meta.label, {}))


def _fill(model: type[Model], name: str, token: str, narrowed: dict[str, Any]) -> None:
    one = model._meta.get_field(name)
    found = model._default_manager.filter(**narrowed)
    try:
        with transaction.atomic():
            if isinstance(one, EmailField):
                for pk in found.values_list("pk", flat=True):
                    found.filter(pk=pk).update(**{name: f"{token}-{pk}@demo.example"})
            else:
                found.update(**{name: f"https://{token}.example/" if isinstance(one, URLField) else token})
    except DatabaseError:
        return  # Words.missing tells


def append_to_the_trail(words: Words) -> None:
    """One entry of every verb; then, so that the first page shows them, two with a token in every text: one about the
    plan, one of an authority's history."""
    for verb in audit_words.verbs():
        _append(verb=verb, sentence=words.token(f"trail.{verb}"))
    for whose, verb in (("-", "plan.loaded"), ("authority", "rollout_reported")):
        tokens: dict[str, Any] = {name: words.token(f"accounts.AuditEntry.{name}", whose) for name in _ENTRY}
        before, after = (
            {"evidence": words.token(f"accounts.AuditEntry.{name}", whose)} for name in ("before", "after")
        )
        _append(**tokens, by=PersonName.objects.latest("pk").code, verb=verb, before=before, after=after)


_ENTRY = ("on_behalf_of", "subject_key", "subject_label", "sentence", "reason")


def _append(**values: Any) -> None:
    AuditEntry.objects.create(
        on=TODAY, by_role="system", subject_kind="rollout", source="web", change_set=_NOBODYS, **values
    )


_NOBODYS = "00000000-0000-0000-0000-000000000001"


def _field(text: str) -> tuple[type[Model], str]:
    room, model, name = text.split(".")
    return apps.get_model(room, model), name


def refreshed(*people: User) -> None:
    """People as they are stored, under the names planted."""
    for person in people:
        person.refresh_from_db()
