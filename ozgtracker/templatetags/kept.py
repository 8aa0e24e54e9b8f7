"""For what a page shows no longer after a while, though nobody writes: {% load kept %}{% moves_alone %}."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def moves_alone(context: dict[str, Any]) -> str:
    """This answer is not kept by any browser (ozgtracker.kept)."""
    request = context.get("request")
    if request is not None:
        request.moves_alone = True
    return ""
