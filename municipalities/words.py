"""What this room's codes are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from municipalities.confirmation import Confirmation, MandateEvent
from municipalities.coverage import Coverage
from municipalities.eligibility import Gate
from municipalities.kinds import CALLED, Kind
from municipalities.months import Reported
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.saying import Labels, say
from ozgtracker.ui.badges import BADGES, Badge, badges_of

STATES: Mapping[RolloutState, Badge] = badges_of("rollout", RolloutState)
# German like the program, therefore translated like it.
KINDS = Labels(
    {
        Kind.DISTRICT: _(CALLED.district.name),
        Kind.INDEPENDENT_TOWN: _(CALLED.independent_town.name),
        Kind.MUNICIPAL_ASSOCIATION: _(CALLED.municipal_association.name),
        Kind.FREE_MUNICIPALITY: _(CALLED.free_municipality.name),
    }
)
# The columns of a list of people, by the heads they are asked for.
LIST_HEADS = Labels(
    {
        "email": _("E-Mail"),
        "name": _("Name"),
        "body": _("Schlüssel"),
        "role": _("Rolle"),
        "deputy": _("Vertretung"),
    }
)
LARGE_TOWN = _("Große kreisangehörige Stadt")
MATURITY = Labels(
    {
        0: _("0 – offline"),
        1: _("1 – Information"),
        2: _("2 – Formular-Assistent"),
        3: _("3 – Online-Leistung"),
        4: _("4 – Online-Transaktion"),
    }
)
COVERAGES = Labels(
    {
        Coverage.NOT_COMPETENT: _("keine Verwaltung zuständig"),
        Coverage.NOWHERE: _("nirgends live"),
        Coverage.SOME: _("in weniger als der Hälfte live"),
        Coverage.HALF: _("in mindestens der Hälfte live"),
        Coverage.EVERYWHERE: _("flächendeckend live"),
    }
)
REPORTED = Labels(
    {
        Reported.COMPLETE: _("vollständig"),
        Reported.PARTLY: _("teilweise"),
        Reported.NOTHING: _("gar nicht"),
    }
)

# Why a mandate counts, what is told about it, and how it stands.
CONFIRMATIONS = Labels(
    {
        Confirmation.SYSTEM: _("eingerichtet"),
        Confirmation.BODY: _("von der Stelle selbst bestätigt"),
        Confirmation.ASSOCIATION: _("vom Spitzenverband bestätigt"),
        Confirmation.SECOND: _("von einer zweiten Person bestätigt"),
        Confirmation.ALONE: _("ohne Gegenbestätigung"),
    }
)
MANDATE_EVENTS = Labels(
    {
        MandateEvent.APPOINTED: _("Ansprechperson benannt, bitte bestätigen"),
        MandateEvent.CONFIRMED: _("Benennung bestätigt"),
        MandateEvent.DECLINED: _("Benennung abgelehnt"),
        MandateEvent.ENDED: _("Benennung beendet"),
    }
)
WAITING = BADGES["request.open"]
DECLINED = BADGES["request.declined"]
ENDED = BADGES["mandate.ended"]
IN_FORCE = BADGES["request.confirmed"]
UNCONFIRMED = BADGES["request.alone"]


def maturity_words(level: int | None) -> str:
    """The level with its name, or nothing where none was said."""
    return "" if level is None else MATURITY[level]


def waits_for(gate: Gate) -> str:
    """Names of what is missing ("ePayment und Nutzerkonto"); empty if nothing is."""
    return german.listing([say(condition.label) for condition in gate.unmet])
