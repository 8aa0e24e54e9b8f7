"""What the lists of this room can be asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from municipalities.models import AuthorityQuerySet
from ozgtracker.ui.filters import FilterSet, Words


class MemberFilter(FilterSet):
    """Which authorities somebody who reports for several chooses from."""

    q = Words(_("Name der Verwaltung"), asks=AuthorityQuerySet.matching)
