"""Which entries of the trail are an authority's history, and who reads them (adr/0010)."""

from __future__ import annotations

from django.apps import apps

from accounts.roles import CONFIDANTS


def verbs_withheld_from(role: str) -> frozenset[str]:
    """The verbs whose entries do not exist for this role; rooms declare in their AppConfig what is told in confidence
    (audit_confidences)."""
    if role in CONFIDANTS:
        return frozenset()
    return frozenset(verb for config in apps.get_app_configs() for verb in getattr(config, "audit_confidences", ()))
