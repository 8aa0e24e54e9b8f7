"""What allauth asks people who are not signed in, where this room adds a rule."""

from __future__ import annotations

from allauth.account.forms import ResetPasswordForm
from allauth.core import context

from accounts import throttling


class PasswordLinkForm(ResetPasswordForm):  # type: ignore[misc]  # allauth ships no complete types
    """Asks for the address that gets the link."""

    def clean_email(self) -> str:
        """Known and unknown addresses are counted alike, so that no answer tells which they are. Raises Throttled."""
        throttling.count_link(context.request, self.cleaned_data["email"])
        email: str = super().clean_email()
        return email
