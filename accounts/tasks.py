"""Doorways for the worker."""

from __future__ import annotations

from smtplib import SMTPException

from celery import shared_task

from accounts import actions
from accounts.links import Occasion
from ozgtracker import clock
from ozgtracker.errors import ImplausibleDay
from ozgtracker.jobs import job

TRANSIENT = (SMTPException, OSError)


@shared_task(name="accounts.send_link", autoretry_for=TRANSIENT, retry_backoff=30, retry_backoff_max=600, max_retries=5)
def send_link(*, person_id: int, occasion: str) -> None:
    """Mail one link. Running twice sends two links, of which both work until one is used: harmless."""
    actions.mail_link(person_id=person_id, occasion=Occasion(occasion), on=clock.today())


@shared_task(name="accounts.forget_sessions", throws=(ImplausibleDay,))
def forget_sessions() -> None:
    """Nightly: what expired sessions left behind goes, and what happened at the door long ago."""
    with job("accounts.forget_sessions"):
        actions.forget_expired_sessions()
        actions.forget_sign_ins(on=clock.today())
