"""The catalogue, the base components, the rollout packages, and what milestones delivered to them."""

from __future__ import annotations

from services.models.catalogue import (
    Bundle,
    BundleService,
    FormerAssignment,
    LeikaEntry,
    LifeEvent,
    Service,
    ServiceNeed,
    ServiceQuerySet,
    TopicArea,
)
from services.models.components import REASON_CHOICES, Component, ComponentQuerySet, Delivery, Package
from services.models.former import FormerBundleService, FormerNeed

__all__ = [
    "REASON_CHOICES",
    "Bundle",
    "BundleService",
    "Component",
    "ComponentQuerySet",
    "Delivery",
    "FormerAssignment",
    "FormerBundleService",
    "FormerNeed",
    "LeikaEntry",
    "LifeEvent",
    "Package",
    "Service",
    "ServiceNeed",
    "ServiceQuerySet",
    "TopicArea",
]
