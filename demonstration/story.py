"""What is said about milestones, documents and components, December 2021 to June 2022: invented, with slips. Pure.

The platform's slip is the worked example of the design (domain 4.1): 31.01. → 28.02. → 15.03.2022.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demonstration.cast import GSTB, LANDKREISTAG, MINISTRY, OPERATOR, Player
from milestones.precision import Precision
from milestones.states import State
from services.reasons import NO_CATEGORY, ReasonCategory


@dataclass(frozen=True, slots=True)
class MilestoneSaid:
    """One report on a milestone."""

    on: date
    by: Player
    slug: str
    state: State
    forecast: date | None = None
    precision: Precision = Precision.DAY
    actual: date | None = None
    reason: str = ""
    category: str = NO_CATEGORY
    evidence: str = ""
    declaring_body: str = ""
    # Where the milestone is joint and this counts only with the other side: who confirms it the same day.
    confirmed_by: Player | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """One document was released."""

    on: date
    by: Player
    slug: str
    document: str


@dataclass(frozen=True, slots=True)
class ComponentSaid:
    """One report on a base component."""

    on: date
    by: Player
    slug: str
    ready: date | None = None
    forecast: date | None = None
    reason: str = ""
    category: str = NO_CATEGORY


@dataclass(frozen=True, slots=True)
class CompetenceObjected:
    """The ministry does not share the oldest "nicht zuständig" said since a day."""

    on: date
    by: Player
    since: date
    reason: str


type Event = MilestoneSaid | Released | ComponentSaid | CompetenceObjected

DEC, JAN, FEB, MAR, APR, MAY = (
    date(2021, 12, 31),
    date(2022, 1, 31),
    date(2022, 2, 28),
    date(2022, 3, 31),
    date(2022, 4, 29),
    date(2022, 5, 31),
)
END_OF_SEPTEMBER = date(2022, 9, 30)
END_OF_OCTOBER = date(2022, 10, 28)
# From when a base component is ready in this story: account and mailbox come with the platform, in the Land's word.
READY = {"app": date(2022, 3, 15), "nutzerkonto": date(2022, 3, 15), "verwaltungsportal": date(2022, 5, 2)}
PAYMENT = "Der Vertrag mit dem Zahlungsdienstleister verzögert sich."


def _steady(slug: str, by: Player, days: tuple[date, ...], forecast: date, precision: Precision) -> list[Event]:
    return [MilestoneSaid(day, by, slug, State.STARTED, forecast, precision) for day in days]


def _platform() -> list[Event]:
    slug, by = "app-betriebsbereit", OPERATOR
    reached = READY["app"]
    return [
        MilestoneSaid(DEC, by, slug, State.STARTED, JAN),
        MilestoneSaid(
            JAN,
            by,
            slug,
            State.STARTED,
            FEB,
            reason="Der Lasttest ist noch nicht bestanden.",
            category=ReasonCategory.TECHNOLOGY,
        ),
        MilestoneSaid(
            FEB,
            by,
            slug,
            State.STARTED,
            reached,
            reason="Die Wiederholung des Lasttests braucht zwei weitere Wochen.",
            category=ReasonCategory.TECHNOLOGY,
        ),
        Released(reached, by, "betriebsbereitschaftserklaerung", "Erklärung vom 15.03.2022 (Demonstration)"),
        MilestoneSaid(
            reached,
            by,
            slug,
            State.REACHED,
            actual=reached,
            evidence="Erklärung vom 15.03.2022 (Demonstration)",
            declaring_body="Landesbetrieb Daten und Information (LDI)",
        ),
    ]


def _concept() -> list[Event]:
    slug, by = "konzeption-abgeschlossen", MINISTRY
    reached = date(2022, 4, 14)
    return [
        *_steady(slug, by, (DEC, JAN, FEB), MAR, Precision.DAY),
        Released(MAR, by, "leitfaden-kommunal", "Leitfaden Kommunal, Fassung 1.0 (Demonstration)"),
        MilestoneSaid(
            MAR,
            by,
            slug,
            State.STARTED,
            reached,
            reason="Der Leitfaden Land ist noch in der Abstimmung der Ressorts.",
            category=ReasonCategory.DECISION,
        ),
        Released(reached, by, "leitfaden-land", "Leitfaden Land, Fassung 1.0 (Demonstration)"),
        MilestoneSaid(reached, by, slug, State.REACHED, actual=reached, confirmed_by=GSTB),
    ]


def _pilots() -> list[Event]:
    slug, by = "pilot-erfahrungen", GSTB
    return [
        *_steady(slug, by, (DEC, JAN, FEB), MAR, Precision.QUARTER),
        Released(date(2022, 3, 24), by, "auswertung-pilotkommunen", "Auswertung vom 24.03.2022 (Demonstration)"),
        Released(MAR, by, "schlussfolgerungen-betreuung", "Schlussfolgerungen vom 31.03.2022 (Demonstration)"),
        MilestoneSaid(MAR, by, slug, State.REACHED, actual=MAR),
    ]


def _operation() -> list[Event]:
    slug, by = "betrieb-vorbereitet", OPERATOR
    return [
        *_steady(slug, by, (DEC, JAN, FEB, MAR, APR), MAY, Precision.DAY),
        Released(date(2022, 5, 27), by, "betriebskonzept", "Betriebskonzept, Fassung 1.0 (Demonstration)"),
        MilestoneSaid(
            MAY,
            by,
            slug,
            State.STARTED,
            date(2022, 6, 30),
            reason="Das Betriebshandbuch ist noch nicht freigegeben.",
            category=ReasonCategory.STAFF,
        ),
    ]


def _account() -> list[Event]:
    """The account follows the platform; the ministry says so itself, on the same days."""
    slug, by, ready = "nutzerkonto", MINISTRY, READY["nutzerkonto"]
    why = "Das Nutzerkonto geht mit der Plattform in Betrieb, und deren Lasttest dauert an."
    return [
        ComponentSaid(DEC, by, slug, forecast=JAN),
        ComponentSaid(JAN, by, slug, forecast=FEB, reason=why, category=ReasonCategory.DEPENDENCY),
        ComponentSaid(FEB, by, slug, forecast=ready, reason=why, category=ReasonCategory.DEPENDENCY),
        ComponentSaid(ready, by, slug, ready=ready),
    ]


def _infrastructure() -> list[Event]:
    """The aggregate has no date of its own: each component's side says its own, and M2 follows."""
    portal, payment, signature = "verwaltungsportal", "epayment", "signatur"
    ready, earlier = READY[portal], date(2022, 4, 29)
    return [
        ComponentSaid(DEC, OPERATOR, payment, forecast=END_OF_SEPTEMBER),
        ComponentSaid(DEC, OPERATOR, signature, forecast=END_OF_SEPTEMBER),
        ComponentSaid(DEC, MINISTRY, portal, forecast=END_OF_SEPTEMBER),
        MilestoneSaid(DEC, MINISTRY, "infrastruktur-komplett", State.STARTED, precision=Precision.NONE),
        ComponentSaid(
            FEB,
            MINISTRY,
            portal,
            forecast=earlier,
            reason="Die Abnahme des Portals ist früher möglich als geplant.",
            category=ReasonCategory.KNOWLEDGE,
        ),
        *(ComponentSaid(day, OPERATOR, payment, forecast=END_OF_SEPTEMBER) for day in (JAN, FEB, MAR, APR)),
        ComponentSaid(ready, MINISTRY, portal, ready=ready),
        ComponentSaid(
            MAY, OPERATOR, payment, forecast=END_OF_OCTOBER, reason=PAYMENT, category=ReasonCategory.CONTRACT
        ),
        ComponentSaid(
            MAY,
            OPERATOR,
            signature,
            forecast=date(2022, 9, 14),
            reason="Der Rahmenvertrag des Landes deckt die Signaturdienste schon ab.",
            category=ReasonCategory.CONTRACT,
        ),
    ]


def _rollout() -> list[Event]:
    first, second, stream = "start-paket-1", "start-paket-2", "paket-3-efa"
    opened = date(2022, 6, 7)
    return [
        *_steady(first, MINISTRY, (DEC, JAN, FEB, MAR, APR), MAY, Precision.MONTH_END_FROM),
        MilestoneSaid(
            MAY,
            MINISTRY,
            first,
            State.STARTED,
            opened,
            reason="Die Schulung der ersten Verwaltungen endet am 03.06.2022.",
            category=ReasonCategory.STAFF,
        ),
        MilestoneSaid(opened, MINISTRY, first, State.REACHED, actual=opened, confirmed_by=LANDKREISTAG),
        *_steady(second, MINISTRY, (DEC, JAN, FEB, MAR, APR), END_OF_SEPTEMBER, Precision.FROM_DAY),
        MilestoneSaid(
            MAY,
            MINISTRY,
            second,
            State.STARTED,
            END_OF_OCTOBER,
            Precision.FROM_DAY,
            reason="Paket 2 setzt alle Basiskomponenten voraus; ePayment kommt später.",
            category=ReasonCategory.DEPENDENCY,
        ),
        *(
            MilestoneSaid(day, MINISTRY, stream, State.STARTED, precision=Precision.CONTINUOUS)
            for day in (JAN, MAR, MAY)
        ),
        MilestoneSaid(MAR, MINISTRY, "langzeitarchivierung", State.OPEN, precision=Precision.NONE),
        CompetenceObjected(
            date(2022, 6, 14),
            MINISTRY,
            since=date(2022, 6, 1),
            reason="Die Übertragung ist noch nicht bekannt gemacht; bis dahin bleibt Ihre Verwaltung zuständig.",
        ),
    ]


# The story begins when the plan is agreed and knows nothing of what came after this day.
ENDS_ON = date(2022, 6, 15)


def story(until: date) -> tuple[Event, ...]:
    """Everything said by that day, in the order in which it was said."""
    told = [*_platform(), *_concept(), *_pilots(), *_operation(), *_account(), *_infrastructure(), *_rollout()]
    return tuple(sorted((event for event in told if event.on <= until), key=lambda event: event.on))
