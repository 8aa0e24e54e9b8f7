"""The demonstration's sign-ins: passwords made once per installation, kept in a file only its owner reads."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from accounts import actions as accounts
from accounts.models import DemonstrationMark, User
from accounts.roles import Role
from demonstration.cast import CAST, Player
from municipalities.models import Association, Authority
from ozgtracker.errors import Blocked
from ozgtracker.findings import found


@dataclass(frozen=True, slots=True)
class SignIn:
    """One line of the file."""

    role: str
    email: str
    password: str
    name: str
    speaks_for: str


def make_sign_ins(*, on: date, file: Path) -> tuple[SignIn, ...]:
    """Give every player a password, write the file and return its lines; a second run keeps the passwords.

    Raises Blocked in a database that is no demonstration: real people get their access by invitation.
    """
    if not DemonstrationMark.objects.exists():
        raise Blocked(found("demonstration.none-here"))
    known = _known(file)
    lines = tuple(_sign_in(player, known, on) for player in CAST)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2) + "\n", "utf-8")
    return lines


def _known(file: Path) -> dict[str, str]:
    try:
        return {line["email"]: line["password"] for line in json.loads(file.read_text("utf-8"))}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _sign_in(player: Player, known: dict[str, str], on: date) -> SignIn:
    user = User.objects.get(email=player.email)
    password = known.get(player.email) or secrets.token_urlsafe(12)
    if not user.check_password(password):
        accounts.set_password(by=user, password=password, on=on)
    return SignIn(player.role.value, player.email, password, player.name, _speaks_for(player))


def _speaks_for(player: Player) -> str:
    if player.role is Role.AUTHORITY:
        return Authority.objects.get(ars=player.body).label
    return Association.objects.get(slug=player.body).name if player.role is Role.ASSOCIATION else player.organisation
