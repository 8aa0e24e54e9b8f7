"""What this room's codes and facts come to, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ozgtracker.saying import teach

teach({"report.title": _("Statusbericht Nr. %(number)s, %(month)s")})
