"""Where each role begins its work after signing in. Names of pages only: what they show, their rooms know. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.roles import Role

LANDING: Mapping[Role, str] = {
    Role.MINISTRY: "overview",
    Role.ASSOCIATION: "overview",
    Role.AUTHORITY: "report",
    Role.OPERATOR: "components",
    Role.STEERING: "overview",
    Role.AUDITOR: "audit",
    Role.ADMIN: "people",
}
