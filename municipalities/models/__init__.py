"""Local authorities and municipalities, who speaks for them, what they carry out, and how far each rollout is."""

from __future__ import annotations

from municipalities.models.competence import Competence
from municipalities.models.former import FormerAuthority, FormerMembership, FormerMunicipality
from municipalities.models.mandates import MandateNotice, Representative, RepresentativeQuerySet
from municipalities.models.reports import CompetenceAnswer, RolloutReport, RolloutReportQuerySet
from municipalities.models.rollouts import (
    BY_WORD_ALONE,
    STATE_CHOICES,
    WAITING_FOR_PLATFORM,
    FormerCompetence,
    Rollout,
    RolloutQuerySet,
)
from municipalities.models.successions import Succession, SuccessionQuerySet
from municipalities.models.tallies import (
    COLUMNS,
    SINCE_EVER,
    STATE_COLUMNS,
    GroupedService,
    MonthTally,
    PlaceTally,
    ServiceTally,
    TallyQuerySet,
)
from municipalities.models.territory import (
    KIND_CHOICES,
    Association,
    Authority,
    AuthorityQuerySet,
    Membership,
    Municipality,
    MunicipalityQuerySet,
)

__all__ = [
    "BY_WORD_ALONE",
    "COLUMNS",
    "KIND_CHOICES",
    "SINCE_EVER",
    "STATE_CHOICES",
    "STATE_COLUMNS",
    "WAITING_FOR_PLATFORM",
    "Association",
    "Authority",
    "AuthorityQuerySet",
    "Competence",
    "CompetenceAnswer",
    "FormerAuthority",
    "FormerCompetence",
    "FormerMembership",
    "FormerMunicipality",
    "GroupedService",
    "MandateNotice",
    "Membership",
    "MonthTally",
    "Municipality",
    "MunicipalityQuerySet",
    "PlaceTally",
    "Representative",
    "RepresentativeQuerySet",
    "Rollout",
    "RolloutQuerySet",
    "RolloutReport",
    "RolloutReportQuerySet",
    "ServiceTally",
    "Succession",
    "SuccessionQuerySet",
    "TallyQuerySet",
]
