"""The only writers of this room."""

from accounts.actions.clock import accept_day
from accounts.actions.demonstration import mark_demonstration
from accounts.actions.notices import hand_out_access_notices
from accounts.actions.people import (
    activate,
    change_role,
    create_person,
    deactivate,
    ensure_admin,
    invite,
    send_link_again,
)
from accounts.actions.requests import confirm_access, decline_access, withdraw_access
from accounts.actions.sign_in import (
    end_session,
    forget_expired_sessions,
    forget_sign_ins,
    mail_link,
    note_failed_sign_in,
    note_sign_in,
    note_sign_out,
    request_password_link,
    set_password,
)

__all__ = [
    "accept_day",
    "activate",
    "change_role",
    "confirm_access",
    "create_person",
    "deactivate",
    "decline_access",
    "end_session",
    "ensure_admin",
    "forget_expired_sessions",
    "forget_sign_ins",
    "hand_out_access_notices",
    "invite",
    "mail_link",
    "mark_demonstration",
    "note_failed_sign_in",
    "note_sign_in",
    "note_sign_out",
    "request_password_link",
    "send_link_again",
    "set_password",
    "withdraw_access",
]
