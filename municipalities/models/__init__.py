"""Local authorities and municipalities, who speaks for them, what they carry out, and how far each rollout is."""

from __future__ import annotations

from municipalities.models.answers import CompetenceAnswer
from municipalities.models.mandates import MandateNotice, Representative
from municipalities.models.rollouts import STATE_CHOICES, Competence, Rollout, RolloutReport
from municipalities.models.territory import KIND_CHOICES, Association, Authority, Membership, Municipality

__all__ = [
    "KIND_CHOICES",
    "STATE_CHOICES",
    "Association",
    "Authority",
    "Competence",
    "CompetenceAnswer",
    "MandateNotice",
    "Membership",
    "Municipality",
    "Representative",
    "Rollout",
    "RolloutReport",
]
