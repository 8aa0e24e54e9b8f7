"""Who plays: invented people with .example addresses, one mandate each. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Player:
    """A person of the demonstration; body is the slug of an association or the ARS of an authority spoken for."""

    key: str
    role: Role
    name: str
    organisation: str
    body: str = ""

    @property
    def email(self) -> str:
        """An address that can never be delivered."""
        return f"{self.key}@demo.example"


MINISTRY = Player("ministerium", Role.MINISTRY, "A. Muster (Demonstration)", "Ministerium")
OPERATOR = Player("ldi", Role.OPERATOR, "L. Muster (Demonstration)", "Landesbetrieb Daten und Information")
LANDKREISTAG = Player(
    "landkreistag", Role.ASSOCIATION, "K. Muster (Demonstration)", "Landkreistag Rheinland-Pfalz", "landkreistag"
)
STAEDTETAG = Player(
    "staedtetag", Role.ASSOCIATION, "S. Muster (Demonstration)", "Städtetag Rheinland-Pfalz", "staedtetag"
)
GSTB = Player("gstb", Role.ASSOCIATION, "G. Muster (Demonstration)", "Gemeinde- und Städtebund Rheinland-Pfalz", "gstb")
ASSOCIATIONS = (LANDKREISTAG, STAEDTETAG, GSTB)

# One officer of each large kind who signs in: Landkreis Mainz-Bingen, Stadt Koblenz, Verbandsgemeinde Montabaur.
OFFICERS = (
    Player("landkreis", Role.AUTHORITY, "B. Muster (Demonstration)", "Landkreis Mainz-Bingen", "073390000000"),
    Player("stadt", Role.AUTHORITY, "C. Muster (Demonstration)", "Stadt Koblenz", "071110000000"),
    Player(
        "verbandsgemeinde", Role.AUTHORITY, "D. Muster (Demonstration)", "Verbandsgemeinde Montabaur", "071435004000"
    ),
)
OTHERS = (
    Player("lenkungsausschuss", Role.STEERING, "E. Muster (Demonstration)", "Lenkungsausschuss"),
    Player("rechnungshof", Role.AUDITOR, "R. Muster (Demonstration)", "Rechnungshof"),
    Player("administration", Role.ADMIN, "T. Muster (Demonstration)", "Technische Administration"),
)
# These have a sign-in.
CAST = (MINISTRY, *ASSOCIATIONS, *OFFICERS, OPERATOR, *OTHERS)

# Whose name stands on the distribution list of the monthly report.
RECIPIENTS = (MINISTRY, *ASSOCIATIONS, OTHERS[0])


def officer_of(ars: str, label: str) -> Player:
    """Whoever looks after IT in an authority that is not on stage: has a mandate, but no sign-in."""
    return Player(f"it-{ars}", Role.AUTHORITY, "IT-Koordination (Demonstration)", label, ars)
