"""Style sheets, scripts and templates: what the content security policy and the deployment rely on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django.fixtures import Settings

from milestones.words import LIGHTS
from milestones.words import STATES as MILESTONE_STATES
from municipalities.words import STATES as ROLLOUT_STATES
from reports.words import DELIVERY_STATES

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
# Paper has a style sheet of its own (static/report.css), charts have theirs and name parts for their tests.
PAGES = [path for path in TEMPLATES if path.parent.name not in {"charts", "issue"} and path.name != "_content.html"]
OWN_CSS = [*sorted((ROOT / "static").glob("look/*.css")), ROOT / "static/charts.css"]

SLUGS = {
    *(look.slug for look in LIGHTS.values()),
    *(look.slug for look in MILESTONE_STATES.values()),
    *(look.slug for look in ROLLOUT_STATES.values()),
    *(look.slug for look in DELIVERY_STATES.values()),
}

# What the policy would refuse: inline styles and scripts, event attributes, htmx features that evaluate text.
FORBIDDEN = re.compile(
    r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|\shx-on|["']js:|hx-vars|javascript:"""
    r"""|hx-trigger=["'][^"']*\[""",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_needs_what_the_policy_forbids(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text()) == []


def test_the_stored_files_can_be_collected_with_names_from_their_content(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    hashing = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashing}

    call_command("collectstatic", "--noinput", verbosity=0)

    stored = {path.name for path in tmp_path.rglob("*")}
    linked = re.findall(r"static '([^']+)'", (ROOT / "templates/base.html").read_text())
    assert [name for name in linked if Path(name).name not in stored] == []


@pytest.mark.parametrize("path", OWN_CSS, ids=lambda path: path.name)
def test_every_file_a_style_sheet_names_is_there(path: Path) -> None:
    named = re.findall(r'url\("([^"]+)"\)', path.read_text())

    assert [name for name in named if not (path.parent / name).exists()] == []


@pytest.mark.parametrize("path", OWN_CSS, ids=lambda path: path.name)
def test_every_colour_a_style_sheet_uses_has_a_name(path: Path) -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", "".join(sheet.read_text() for sheet in OWN_CSS)))

    used = set(re.findall(r"var\((--[a-z0-9-]+)", path.read_text()))

    assert used - defined == set()


def test_light_and_dark_name_the_same_colours() -> None:
    tokens = (ROOT / "static/look/tokens.css").read_text()
    light, dark = tokens.split("@media screen and (prefers-color-scheme: dark)", 1)
    names = [set(re.findall(r"(--[a-z-]+): (?:#|none|rgb|0 )", text)) for text in (light, dark)]

    assert names[1] == names[0]


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_every_state_has_a_sign_of_its_own(slug: str) -> None:
    css = (ROOT / "static/look/parts.css").read_text()

    assert re.search(rf"\.sign--{slug}\b", css)


def classes(template: str) -> set[str]:
    """Every class a template writes out in full (those put together from parts are left to the test of slugs)."""
    text = re.sub(r"\{%.*?%\}|\{#.*?#\}", "\1", template)
    text = re.sub(r"\{\{.*?\}\}", "\0", text)
    words = [word for value in re.findall(r'\sclass="([^"]*)"', text) for word in value.split()]
    whole = [word for word in words if "\0" not in word and "--\1" not in word]
    return {name for word in whole for name in word.split("\1") if name}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_class_a_page_writes_is_one_of_the_look(path: Path) -> None:
    sheets = "".join(sheet.read_text() for sheet in ROOT.glob("static/**/*.css"))
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", sheets))

    assert classes(path.read_text()) - known == set()
