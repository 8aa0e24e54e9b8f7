"""Takes over territory, associations and competences that ship with the project; the rollouts follow from them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.audit import Subject, record
from accounts.models import User
from municipalities.actions.former import end_missing, keep_members, keep_territory, territory_held
from municipalities.actions.tallies import group_services, rebuild_tallies
from municipalities.models import (
    Association,
    Authority,
    Competence,
    FormerCompetence,
    FormerMembership,
    Membership,
    Municipality,
    Rollout,
    Succession,
)
from municipalities.territory import DATA, Territory, Unit, read_competences, read_territory
from ozgtracker.damaged_tables import damage_refused
from ozgtracker.errors import InvalidInput
from ozgtracker.findings import found
from ozgtracker.former import first_day
from ozgtracker.former_links import links_held
from ozgtracker.locks import AdvisoryLock
from ozgtracker.sorting import sort_key
from services.loading import LoadResult, Step, TableResult, Watch, keys, synchronise
from services.models import Service
from services.permissions import check_maintain_catalogue

COMMAND = "command"


@transaction.atomic
def load_territory(
    *,
    by: User | None = None,
    on: date,
    valid_from: date | None = None,
    directory: Path = DATA,
    watch: Watch = iter,
) -> LoadResult:
    """Bring authorities, municipalities, associations and memberships to what the files say.

    valid_from: the day from which they have these inhabitants and belong where they do, from which new ones exist and
    missing ones do not (the day it is loaded); pages of earlier days stay what they were, and the result names what
    moves. Idempotent. Raises InvalidInput("valid_from") for a day to come or one before the last change; DamagedTable
    before anything is written. Call sync_rollouts afterwards.
    """
    check_maintain_catalogue(by)
    since = first_day(valid_from, on)
    AdvisoryLock.LOAD_FILES.acquire()
    with damage_refused():
        territory = read_territory(directory)
    steps: tuple[Step, ...] = tuple(
        partial(step, territory)
        for step in (_districts, _other_authorities, _municipalities, _associations, _memberships, _successions)
    )
    before, members = territory_held(), links_held(FormerMembership)
    tables = tuple(step() for step in watch(steps))
    tables += end_missing(territory, before, since)
    moves = (*keep_territory(before, since), *keep_members(members, since, is_first=not before[0].values))
    result = LoadResult(tables, moves)
    if result.touched:
        record(
            by=by,
            on=on,
            verb="territory_loaded",
            subject=Subject("authority", "alle", _("Verwaltungen und Gemeinden")),
            sentence=_("Das Gebiet wurde eingelesen."),
            after=result.figures | ({_("anders"): list(result.moves)} if result.moves else {}),
            source=COMMAND,
        )
    return result


@transaction.atomic
def load_competences(*, by: User | None = None, on: date, directory: Path = DATA, watch: Watch = iter) -> LoadResult:
    """Bring the competences to what the file says; the services must be there. Call sync_rollouts afterwards."""
    check_maintain_catalogue(by)
    AdvisoryLock.LOAD_FILES.acquire()
    services = keys(Service, "ozg_id")
    with damage_refused():
        competences = read_competences(directory, services.keys())
    rows = [row.model_dump(exclude={"ozg_id"}) | {"service_id": services[row.ozg_id]} for row in competences]
    step = partial(synchronise, Competence.objects.all(), rows, key=["service_id", "kind"], prune=True)
    result = LoadResult(tuple(each() for each in watch((step,))))
    if result.touched:
        record(
            by=by,
            on=on,
            verb="competences_loaded",
            subject=Subject("competence", "alle", _("Zuständigkeiten")),
            sentence=_("Die Zuständigkeiten wurden eingelesen."),
            after=result.figures,
            source=COMMAND,
        )
    return result


# A large town within a district carries out what its kind does and what it has taken over from the Landkreis.
# New pairs and ended ones keep the day from which it is so; the first pairs of all hold since ever.
_ADD = """
  WITH added AS (
    INSERT INTO municipalities_rollout (authority_id, service_id, is_competent, state)
    SELECT DISTINCT authority.id, competence.service_id, true, 'unknown'
    FROM municipalities_competence competence
    JOIN municipalities_authority authority
      ON authority.kind = competence.kind OR (authority.is_large_town AND competence.large_towns_instead)
    WHERE (authority.valid_from IS NULL OR authority.valid_from <= %(on)s)
      AND (authority.valid_until IS NULL OR authority.valid_until >= %(on)s)
      AND NOT EXISTS (
        SELECT FROM municipalities_rollout rollout
        WHERE rollout.authority_id = authority.id AND rollout.service_id = competence.service_id)
    ON CONFLICT (authority_id, service_id) DO NOTHING
    RETURNING id
  ), former AS (
    INSERT INTO municipalities_formercompetence (rollout_id, was_competent, valid_until)
    SELECT id, false, %(since)s FROM added WHERE %(has_rollouts)s
  ) SELECT count(*) FROM added
"""
_MARK = """
  WITH changed AS (
    UPDATE municipalities_rollout rollout SET is_competent = NOT rollout.is_competent
    WHERE rollout.is_competent <> (NOT rollout.is_exempt AND EXISTS (
        SELECT FROM municipalities_competence competence
        JOIN municipalities_authority authority
          ON authority.kind = competence.kind OR (authority.is_large_town AND competence.large_towns_instead)
        WHERE authority.id = rollout.authority_id AND competence.service_id = rollout.service_id
          AND (authority.valid_from IS NULL OR authority.valid_from <= %(on)s)
          AND (authority.valid_until IS NULL OR authority.valid_until >= %(on)s)))
    RETURNING id, is_competent
  ), former AS (
    INSERT INTO municipalities_formercompetence (rollout_id, was_competent, valid_until)
    SELECT id, NOT is_competent, %(since)s FROM changed
    ON CONFLICT (rollout_id, valid_until) DO NOTHING
  ) SELECT count(*) FROM changed
"""


@transaction.atomic
def sync_rollouts(*, by: User | None = None, on: date, valid_from: date | None = None) -> TableResult:
    """Make the rollouts follow the competences (add missing pairs, mark those that ended or returned), and what is
    counted follow rollouts, packages and needs.

    valid_from: the day from which it is so (the day of the load); earlier days stay what they were. Set-based and
    idempotent; reports are never touched. Raises InvalidInput("valid_from") for a day to come or before a later change.
    """
    check_maintain_catalogue(by)
    since = first_day(valid_from, on)
    values: dict[str, date | bool] = {"on": on, "since": since, "has_rollouts": Rollout.objects.exists()}
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)
        (added,) = cursor.fetchone() or (0,)
        cursor.execute(_MARK, values)
        (changed,) = cursor.fetchone() or (0,)
    later = FormerCompetence.objects.filter(valid_until__gt=since).order_by("-valid_until").first()
    if later is not None and added + changed:
        raise InvalidInput(found("competence.changed-later", day=later.valid_until), field="valid_from")
    if added + changed or group_services():
        rebuild_tallies()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM municipalities_rollout")
        (total,) = cursor.fetchone() or (0,)
    result = TableResult(_("Ausspielungen"), added, changed, total - added - changed)
    if result.touched:
        record(
            by=by,
            on=on,
            verb="rollouts_synced",
            subject=Subject("rollout", "alle", _("Ausspielungen")),
            sentence=_("Die Ausspielungen folgen den Zuständigkeiten."),
            after={_("neu"): added, _("geändert"): changed},
            source=COMMAND,
        )
    return result


def _districts(territory: Territory) -> TableResult:
    """Landkreise first: all other authorities refer to them."""
    units = [unit for unit in territory.authorities if not unit.district]
    return _authorities(units, territory.large_towns, _("Landkreise, kreisfreie Städte"))


def _other_authorities(territory: Territory) -> TableResult:
    units = [unit for unit in territory.authorities if unit.district]
    return _authorities(units, territory.large_towns, _("Verbandsgemeinden, verbandsfreie Gemeinden"))


def _authorities(units: list[Unit], large_towns: Collection[str], table: str) -> TableResult:
    districts = keys(Authority, "ars")
    own = {"ars", "ags", "name", "label", "seat", "population", "area_km2", "municipality_count"}
    rows = (
        {
            **unit.model_dump(include=own),
            "kind": unit.word,
            "sort_key": sort_key(unit.name),
            "district_id": districts[unit.district] if unit.district else None,
            "is_large_town": unit.ars in large_towns,
        }
        for unit in units
    )
    return synchronise(Authority.objects.all(), rows, key=["ars"], table=table)


def _municipalities(territory: Territory) -> TableResult:
    authorities = keys(Authority, "ars")
    rows = (
        {
            **unit.model_dump(include={"ars", "ags", "name", "is_town", "population"}),
            "sort_key": sort_key(unit.name),
            "authority_id": authorities[unit.authority],
            "district_id": authorities[unit.district] if unit.district else None,
        }
        for unit in territory.municipalities
    )
    return synchronise(Municipality.objects.all(), rows, key=["ars"])


def _associations(territory: Territory) -> TableResult:
    rows = (row.model_dump() for row in territory.associations)
    return synchronise(Association.objects.all(), rows, key=["slug"])


def _memberships(territory: Territory) -> TableResult:
    associations, authorities = keys(Association, "slug"), keys(Authority, "ars")
    rows = (
        {
            "association_id": associations[row.association],
            "authority_id": authorities[row.ars],
            **row.model_dump(include={"source", "is_assumption"}),
        }
        for row in territory.memberships
    )
    return synchronise(Membership.objects.all(), rows, key=["association_id", "authority_id"], prune=True)


def _successions(territory: Territory) -> TableResult:
    """What the file no longer names stays: later editions only name what came later."""
    rows = (
        {
            **row.model_dump(include={"after", "by", "kind", "predecessor_name", "successor_name"}),
            "predecessor_ars": row.predecessor_ars,
            "successor_ars": row.successor_ars,
        }
        for row in territory.successions
    )
    return synchronise(Succession.objects.all(), rows, key=["predecessor_ars", "successor_ars", "after"])
