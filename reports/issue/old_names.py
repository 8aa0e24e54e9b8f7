"""What figures were called in issues before each had a name of its own (docs/adr/0020). Pure."""

from __future__ import annotations

from typing import Any

# Word by word: in the order of the old name, what it is now.
_WORDS = {
    "is_open": "waiting",
    "is_under_way": "under-way",
    "is_disputed": "disputed",
    "evidence-ja": "with-evidence",
    "evidence-nein": "without-evidence",
    "reported-ja": "reported",
    "reported-vollstaendig": "reported-complete",
    "reported-teilweise": "reported-partly",
    "reported-nein": "reported-nothing",
    "reported-unvollstaendig": "reported-incomplete",
    "complete-ja": "complete",
    "complete-nein": "incomplete",
    "competence-ja": "with-competence",
    "competence-nein": "without-competence",
    "live-ja": "live",
    "live-nein": "not-live",
}


def present(stored: Any) -> Any:
    """The same JSON, every figure under its present name; what has it already stays."""
    if isinstance(stored, list):
        return [present(one) for one in stored]
    if not isinstance(stored, dict):
        return stored
    found = {key: present(value) for key, value in stored.items()}
    if isinstance(found.get("name"), str) and isinstance(found.get("about"), str):
        found["name"], found["about"] = _present(found["name"], found["about"])
    return found


def _present(name: str, about: str) -> tuple[str, str]:
    words = [_WORDS.get(word, word.removeprefix("state-")) for word in name.split(".")]
    if words != ["authorities"]:
        return ".".join(words), about
    # What an authority has live, and how the map paints it, once stood only in what the figure is about.
    fields = {word.partition("-")[0] for word in about.split()}
    return ("authorities.area" if "area_class" in fields else "authorities.live" if "live" in fields else name), about
