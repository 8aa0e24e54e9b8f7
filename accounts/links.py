"""The link by which a person sets the own password: made, put into words, handed to the worker."""

from __future__ import annotations

from enum import StrEnum

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.names import without_links
from ozgtracker.land import land


class Occasion(StrEnum):
    """Why somebody gets a link."""

    INVITATION = "invitation"
    RESET = "reset"


def password_url(person: User) -> str:
    """The address where this person sets a password; holds once and for settings.PASSWORD_RESET_TIMEOUT seconds.

    Built from OZG_BASE_URL, never from the request: a forged Host header must not end up in a mail.
    """
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return f"{settings.BASE_URL}{path}"


def letter(person: User, occasion: Occasion) -> EmailMessage:
    """The mail with the link: plain text; nothing a user typed stands in a header."""
    subjects = {
        Occasion.INVITATION: _("Ihr Zugang zu den OZG-Meilensteinen %(land)s") % {"land": land().name},
        Occasion.RESET: _("Neues Passwort setzen"),
    }
    context = {
        "name": without_links(person.name),
        "role": person.role_label,
        "url": password_url(person),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
        "base_url": settings.BASE_URL,
        "land_name": land().name,
        "product": land().product,
    }
    text = render_to_string(f"accounts/mail/{occasion.value}.txt", context)
    return EmailMessage(subjects[occasion], text, to=[person.email])


def hand_over(person: User, occasion: Occasion) -> None:
    """Once the transaction holds, a worker mails the link.

    By name, because actions know no tasks. In the worker, because a request that mails for known addresses only
    would tell by its duration who has an account. So the trail calls the link ordered here, and sent by mail_link. If
    the broker is down the person stays "eingeladen" and the page offers to send the link again.
    """
    message = {"person_id": person.pk, "occasion": occasion.value}
    transaction.on_commit(lambda: current_app.send_task("accounts.send_link", kwargs=message), robust=True)
