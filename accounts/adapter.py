"""Where allauth and this room meet: sign-in is for invited people, and leaves its rows."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import actions, throttling
from accounts.models import User
from ozgtracker import clock
from ozgtracker.declared import declared_for
from ozgtracker.source_address import source_address

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - none, not all


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no complete types
    """Nobody signs up alone; nobody learns from an answer whether an address is known."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The one address we go by; 0.0.0.0 (RFC 1122: none) where nobody says, since sessions are stored with one."""
        return source_address(request) or NO_ADDRESS

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess; `authenticate` of the base class takes a right one back. Raises Throttled."""
        self._login_failed_rl_usage = throttling.count_guess(request, str(credentials.get("email", "")))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person, or None for everybody who may not come in: deactivated people read what strangers read."""
        person: User | None = super().authenticate(request, **credentials)
        if person is not None and not person.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a row."""
        email = str(credentials.get("email", ""))
        actions.note_failed_sign_in(email=email, on=clock.today(), address=source_address(request))

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        """Leave a row, go on to the page that was asked for."""
        actions.note_sign_in(by=user, at=clock.now(), address=source_address(request))
        response: HttpResponse = super().post_login(request, user, **rest)
        throttling.know_browser(request, response, user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Each role's own work, which its room declares; asked only where no page was asked for (`next`)."""
        return reverse(*declared_for("landing", request.user.role)) if isinstance(request.user, User) else "/"

    def logout(self, request: HttpRequest) -> None:
        """Leave a row, end the session."""
        if isinstance(request.user, User):
            actions.note_sign_out(by=request.user, on=clock.today(), address=source_address(request))
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """Through the action, so that it is in the trail."""
        address = source_address(self.request)
        actions.set_password(by=user, password=password, on=clock.today(), address=address)
        throttling.forget_guesses(self.request, user.email)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """A worker mails the link: a request that mails itself would tell by its duration who has an account."""
        if throttling.letter_due(self.request, user):
            actions.request_password_link(person=user, on=clock.today(), address=source_address(self.request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Home, with the message that the new password holds."""
        return "/"
