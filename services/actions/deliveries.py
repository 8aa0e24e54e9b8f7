"""What is said about the readiness of a base component or the opening of a package."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, plain, record
from accounts.models import User
from ozgtracker import german
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.free_text import clean_reference, clean_text, says_something
from ozgtracker.plausible import refuse_far
from ozgtracker.statements.appending import append, check_seen, hold
from ozgtracker.statements.rules import check_correction, check_corrects, check_order, check_sentence
from services.models import Component, Delivery, Package
from services.permissions import check_report_component
from services.reasons import NO_CATEGORY, check_change, known_category


@dataclass(frozen=True, slots=True)
class Together:
    """The report something is said together with: its change set, so that both are taken back at once, and whether it
    corrects what was said before."""

    change_set: uuid.UUID | None = None
    is_correction: bool = False


ALONE = Together()


@transaction.atomic
def report_component(
    *,
    by: User,
    component: Component,
    on: date,
    ready_on: date | None = None,
    forecast_on: date | None = None,
    reason: str = "",
    reason_category: str = NO_CATEGORY,
    evidence: str = "",
    is_correction: bool = False,
    supersedes: Delivery | None,
    demonstration: bool = False,
) -> Delivery:
    """Append what the responsible side says about a component, following exactly the report it has seen; a correction
    says that this one was wrong. Another day since when it is ready is always one.
    Raises NotAllowed, InvalidInput(field), or LostRace(current) when somebody reported in between.
    """
    check_report_component(by, component)
    component = _held(component, supersedes)
    reason, reason_category = clean_text(reason), known_category(reason_category)
    _check_values(component, on, ready_on, forecast_on)
    is_correction = is_correction or _moves_readiness(component, ready_on)
    if is_correction:
        _check_correction(component, supersedes, (ready_on, forecast_on), reason)
    else:
        _check_reason(component, (ready_on, forecast_on), reason, reason_category)
    return _append(
        by=by,
        subject=component,
        on=on,
        ready_on=ready_on,
        forecast_on=forecast_on,
        reason=reason,
        reason_category=reason_category,
        evidence=clean_reference(evidence),
        supersedes=supersedes,
        together=Together(is_correction=is_correction),
        demonstration=demonstration,
    )


def _held(component: Component, supersedes: Delivery | None) -> Component:
    """The component, locked: nobody can say anything between this look and the new row."""
    hold(Component.objects.filter(pk=component.pk))
    check_seen(Delivery.objects.latest_of(component), supersedes, component.name)
    return Component.objects.get(pk=component.pk)


@transaction.atomic
def deliver_component(
    *,
    by: User | None,
    component: Component,
    on: date,
    ready_on: date | None,
    forecast_on: date | None,
    reason: str,
    reason_category: str = NO_CATEGORY,
    together: Together = ALONE,
    demonstration: bool = False,
) -> Delivery:
    """A declaration says when its component is ready or expected. Raises NotAllowed where its speaker does not answer
    for the component: nobody's word is spoken by somebody else; by=None is the system itself.

    Follows whatever was said last. Once ready, the forecast is dropped.
    """
    if by is not None:
        check_report_component(by, component)
    return _follow(
        by=by,
        subject=component,
        on=on,
        ready_on=ready_on,
        forecast_on=forecast_on,
        reason=reason,
        reason_category=reason_category,
        together=together,
        demonstration=demonstration,
    )


@transaction.atomic
def open_package(
    *,
    by: User | None,
    package: Package,
    on: date,
    ready_on: date | None,
    forecast_on: date | None,
    reason: str,
    reason_category: str = NO_CATEGORY,
    together: Together = ALONE,
    demonstration: bool = False,
) -> Delivery:
    """A milestone says when its package opens; the caller has checked who may say so."""
    return _follow(
        by=by,
        subject=package,
        on=on,
        ready_on=ready_on,
        forecast_on=forecast_on,
        reason=reason,
        reason_category=reason_category,
        together=together,
        demonstration=demonstration,
    )


def _check_values(component: Component, on: date, ready_on: date | None, forecast_on: date | None) -> None:
    refuse_far(on, ready_on=ready_on, forecast_on=forecast_on)
    if ready_on is not None and forecast_on is not None:
        raise InvalidInput(found("component.ready-has-no-forecast"), field="forecast_on")
    if ready_on is not None and ready_on > on:
        raise InvalidInput(found("component.ready-to-come"), field="ready_on")
    if forecast_on is not None and forecast_on < on:
        raise InvalidInput(found("component.forecast-passed"), field="forecast_on")
    if component.is_platform and ready_on is not None and ready_on != component.ready_on:
        # Letter, item 2: readiness of the platform is declared, with a declaring body and a document.
        raise InvalidInput(found("component.platform-is-declared"), field="ready_on")


def _moves_readiness(component: Component, ready_on: date | None) -> bool:
    """It became ready once: whoever names another day for that says that the first one was wrong."""
    return None not in {ready_on, component.ready_on} and ready_on != component.ready_on


def _check_reason(
    component: Component, said: tuple[date | None, date | None], reason: str, reason_category: str
) -> None:
    """Readiness taken back, no date at all, and every changed date owe their reason; the first date owes none."""
    ready_on, forecast_on = said
    if component.ready_on is not None and ready_on is None:
        check_sentence(reason, found("component.why-not-ready"))
    elif said == (None, None) == (component.ready_on, component.forecast_on):
        if not says_something(reason):
            raise InvalidInput(found("component.when-expected"), field="forecast_on")
    elif ready_on is None and component.forecast_on not in {None, forecast_on}:
        question = found("forecast.why-another")
        check_change(reason, reason_category, question)


def _check_correction(
    component: Component, last: Delivery | None, said: tuple[date | None, date | None], reason: str
) -> None:
    """A correction says what was wrong, and something else than what stands."""
    check_correction(has_last=last is not None and not last.is_retraction)
    check_corrects(reason, changes=said != (component.ready_on, component.forecast_on), field="ready_on")


def _follow(
    *,
    by: User | None,
    subject: Component | Package,
    on: date,
    ready_on: date | None,
    forecast_on: date | None,
    **said: Any,
) -> Delivery:
    """After whatever was said last about the component or package; once ready, the forecast is dropped."""
    model = type(subject)
    hold(model._default_manager.filter(pk=subject.pk))
    subject = model._default_manager.get(pk=subject.pk)
    return _append(
        by=by,
        subject=subject,
        on=on,
        ready_on=ready_on,
        forecast_on=None if ready_on else forecast_on,
        evidence="",
        supersedes=Delivery.objects.latest_of(subject),
        **said,
    )


def _append(
    *,
    by: User | None,
    subject: Component | Package,
    on: date,
    ready_on: date | None,
    forecast_on: date | None,
    reason: str,
    reason_category: str,
    evidence: str,
    supersedes: Delivery | None,
    together: Together,
    demonstration: bool,
) -> Delivery:
    """The row, the current values beside it, and the trail; the caller holds the subject."""
    before = plain(subject, "ready_on", "forecast_on")
    check_order(supersedes.said_on if supersedes else None, on)
    delivery = Delivery(
        component=subject if isinstance(subject, Component) else None,
        package=subject if isinstance(subject, Package) else None,
        said_on=on,
        ready_on=ready_on,
        forecast_on=forecast_on,
        reason=reason.strip(),
        reason_category=reason_category,
        evidence=evidence,
        by=by,
        supersedes=supersedes,
        corrects=supersedes if together.is_correction else None,
        is_declared=together.change_set is not None,
        is_demonstration=demonstration,
    )
    append([delivery], together.change_set)
    _leave_a_trail(delivery, subject, before)
    return delivery


def _leave_a_trail(delivery: Delivery, subject: Component | Package, before: dict[str, Any]) -> None:
    ready_on, forecast_on = delivery.ready_on, delivery.forecast_on
    record(
        by=delivery.by,
        on=delivery.said_on,
        verb="component_reported" if isinstance(subject, Component) else "package_opened",
        subject=_named(subject),
        sentence=_("%(title)s: %(said)s.") % {"title": subject.name, "said": _words(ready_on, forecast_on)},
        reason=delivery.reason,
        before=before,
        after=plain(delivery, "ready_on", "forecast_on"),
    )


def _named(subject: Component | Package) -> Subject:
    if isinstance(subject, Component):
        return Subject("component", subject.slug, subject.name)
    return Subject("package", str(subject.number), subject.name)


def _words(ready_on: date | None, forecast_on: date | None) -> str:
    if ready_on:
        return _("bereit seit %(day)s") % {"day": german.day(ready_on)}
    return _("erwartet am %(day)s") % {"day": german.day(forecast_on)} if forecast_on else _("ohne Termin")
