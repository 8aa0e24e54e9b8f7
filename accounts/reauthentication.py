"""Who acts proves it once more by the own password: an unattended browser must not make administrators."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.utils.translation import gettext as _

from accounts.requests import MemberRequest


def password_refused(request: MemberRequest, password: str) -> str:
    """Why this password proves nothing, as a sentence; "" where it is that of whoever is signed in.

    Goes the way of the sign-in: the same limits (raises Throttled), the same row in the trail for a wrong one.
    """
    person = get_adapter(request).authenticate(request, email=request.user.email, password=password)
    return "" if person == request.user else _("Das ist nicht Ihr Passwort. Es wurde nichts gespeichert.")
