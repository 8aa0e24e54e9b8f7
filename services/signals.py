"""What this floor says to whoever stands on it, without knowing who does."""

from __future__ import annotations

from django.dispatch import Signal

# A load changed services, their packages or what they need; sent within its transaction (services.actions.catalogue).
catalogue_loaded = Signal()
