"""Slugs of milestones in addresses, beside words that stand in their place."""

from __future__ import annotations

from django.urls.converters import SlugConverter

from milestones.plan_tables import RESERVED


class MilestoneSlug(SlugConverter):
    """Any slug but the words reserved."""

    regex = rf"(?!(?:{'|'.join(sorted(RESERVED))})/){SlugConverter.regex}"
