"""A catalogue that changes which services count alike changes what is counted: in the transaction of the load."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from municipalities.actions.tallies import group_services, rebuild_tallies
from services.signals import catalogue_loaded


@receiver(catalogue_loaded)
def follow(**_ignored: Any) -> None:
    """Counts anew where the groups are others; a service without rollouts changes no number."""
    if group_services():
        rebuild_tallies()
