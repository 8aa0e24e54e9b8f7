"""Every page there is, and who opens it in the browser tests."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import resolve, reverse

from accounts.models import User
from accounts.roles import Role
from milestones.models import Milestone
from municipalities.models import Rollout
from reports.models import Delivery, StatusReport
from tests.closed_worlds.table import patterns

# Who looks, by the name before @demo.example; None is signed out.
PEOPLE: dict[str | None, Role | None] = {
    None: None,
    "ministerium": Role.MINISTRY,
    "staedtetag": Role.ASSOCIATION,
    "stadt": Role.AUTHORITY,
    "ldi": Role.OPERATOR,
    "lenkungsausschuss": Role.STEERING,
    "rechnungshof": Role.AUDITOR,
    "administration": Role.ADMIN,
}
OWN, FOREIGN, OWN_SERVICE = "071110000000", "071435004000", "10026"
# Addresses that answer with no page of their own: files, redirections (a first password is set only where there is
# none yet), and what only machines ask.
NO_PAGES = {
    "access-request",
    "access-requests-csv",
    "access-withdraw",
    "account_reset_password_from_key_done",
    "account_set_password",
    "appoint",
    "association-appoint",
    "association-dismiss",
    "associations-csv",
    "attention-csv",
    "audit-csv",
    "changes-csv",
    "component-undo",
    "components-csv",
    # The choice to wait for a long list has tests of its own (tests/browser/test_long_lists.py).
    "export-discard",
    "export-file",
    "export-new",
    "export-restart",
    "deliverable-correct",
    "deliverable-release",
    "delivery-confirm",
    "delivery-requeue",
    "dismiss",
    "healthz",
    "mail-continue",
    "mail-csv",
    "mandates-csv",
    "mandates-decide",
    "members-csv",
    "milestone-csv",
    "milestone-undo",
    "milestones-csv",
    "milestones-trend-csv",
    "municipalities-csv",
    "people-csv",
    "person-activate",
    "person-deactivate",
    "person-link",
    "person-role",
    "proposal-answer",
    "readyz",
    "recipient-remove",
    "recipients-csv",
    "report-pdf",
    "report-several",
    "report-unchanged",
    "report-undo",
    "reports-csv",
    "rollouts-csv",
    "services-csv",
    "sign-ins-csv",
    "what-if-csv",
    "baselines-csv",
}


def pages_of(who: str | None) -> list[str]:
    """What this person can open, and what is refused to this person."""
    if who is None:
        return _signed_out()
    own: dict[Role | None, Callable[[], list[str]]] = {
        Role.MINISTRY: _ministry,
        Role.ASSOCIATION: _association,
        Role.AUTHORITY: _officer,
        Role.OPERATOR: _operator,
        Role.AUDITOR: lambda: [reverse("audit"), reverse("audit") + "?kind=milestone", reverse("sign-ins")],
        Role.ADMIN: lambda: [*_people(), reverse("audit"), reverse("sign-ins")],
    }
    more = own.get(PEOPLE[who])
    return [*_joint(), *(more() if more else [])]


def names_of(addresses: list[str]) -> set[str]:
    """The URL names behind these addresses."""
    return {name for one in addresses if (name := _name(one))}


def all_names() -> set[str]:
    """Every URL name of the site."""
    return {str(pattern.name) for pattern in patterns()}


def _name(address: str) -> str | None:
    path = urlsplit(address).path
    return resolve(path).url_name if path != MISSING else None


MISSING = "/gibt-es-nicht/"


def _joint() -> list[str]:
    """What all signed in see."""
    issue = StatusReport.objects.latest("number")
    plain = ("overview", "milestones", "packages", "services", "municipalities", "rollouts", "components", "reports")
    about = ("help", "sources", "accessibility", "privacy", "imprint")
    own = ("account_change_password", "account-sessions", "account_logout", "exports")
    return [
        *(reverse(name) for name in (*plain, *about, *own)),
        *(reverse("package", args=[number]) for number in (1, 2, 3)),
        reverse("milestone", args=["app-betriebsbereit"]),
        reverse("milestone", args=["infrastruktur-komplett"]),
        reverse("service", args=[OWN_SERVICE]),
        reverse("authority", args=[OWN]),
        reverse("why", args=[OWN, OWN_SERVICE]),
        reverse("report-issue", args=[issue.number]),
        reverse("overview") + "?stichtag=2022-03-31",
        reverse("milestones") + "?ampel=overdue",
        reverse("milestones-trend"),
        reverse("baselines"),
        reverse("baselines") + "?zuerst=2022-02-28&danach=quatsch",
        reverse("what-if"),
        reverse("what-if") + "?epayment=6&start-paket-1=abc",
        reverse("milestones-trend") + "?auswahl=leit&linie=start-paket-2",
        reverse("rollouts") + "?q=gibt-es-nicht",
        MISSING,
    ]


def _ministry() -> list[str]:
    unsent = Delivery.objects.order_by("pk")[0]
    word = Rollout.objects.competent().filter(state="not-competent").order_by("pk")[0]
    return [
        reverse("competence-answer", args=[word.authority.ars, word.service.ozg_id]),
        reverse("why", args=[word.authority.ars, word.service.ozg_id]),
        *_people(),
        reverse("milestone-report", args=["infrastruktur-komplett"]),
        reverse("milestone-date", args=["start-paket-2"]),
        reverse("authority", args=[FOREIGN]),
        reverse("audit"),
        reverse("recipient-add"),
        reverse("mail"),
        reverse("mail-decide") + "?alle=unknown",
        reverse("mail-item", args=[unsent.pk]),
    ]


def _association() -> list[str]:
    milestone = Milestone.objects.filter(responsible="kommunen")[0]
    return [
        reverse("mandates"),
        reverse("report"),
        f"{reverse('report')}?ars={OWN}",
        reverse("rollout-report", args=[OWN, OWN_SERVICE]),
        reverse("milestone-report", args=[milestone.slug]),
        # Refused with a sentence: another side reports on it.
        reverse("milestone-report", args=["betrieb-vorbereitet"]),
    ]


def _officer() -> list[str]:
    late = Rollout.objects.competent().filter(authority__ars=OWN, state="unknown").order_by("pk")[0]
    return [
        reverse("report"),
        reverse("report") + "?zeigen=offen",
        reverse("rollout-report", args=[OWN, OWN_SERVICE]),
        reverse("why", args=[OWN, late.service.ozg_id]),
    ]


def _operator() -> list[str]:
    return [reverse("component-report", args=["epayment"]), reverse("milestone-report", args=["betrieb-vorbereitet"])]


def _people() -> list[str]:
    steering = User.objects.get(email="lenkungsausschuss@demo.example")
    own = [reverse(name) for name in ("access-requests", "people-list", "mandates", "associations")]
    return [reverse("people"), reverse("person", args=[steering.pk]), reverse("person-invite"), *own]


def _signed_out() -> list[str]:
    names = ("account_login", "account_reset_password", "account_reset_password_done", "help", "sources")
    about = ("accessibility", "privacy", "imprint")
    return [
        *(reverse(name) for name in (*names, *about)),
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "falsch"}),
        MISSING,
    ]
