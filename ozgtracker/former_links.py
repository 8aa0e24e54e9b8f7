"""What was linked with what on a day: today's links stand in their table, what was otherwise before in former links.

A day of today or later has no former link after it, so the same question answers both.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ozgtracker.former import refuse_earlier

type Pair = tuple[int, int]


class FormerLinkQuerySet(models.QuerySet[Any]):
    """What was linked and is no more, or was not yet."""

    def on(self, day: date) -> Self:
        """What still held on that day, of each pair that has changed since."""
        ends = [f"{end}_id" for end in self.model.ENDS]
        first = self.filter(valid_until__gt=day).order_by(*ends, "valid_until").distinct(*ends)
        return self.filter(pk__in=first.values("pk"))


class FormerLink(models.Model):
    """Whether two rows were linked until a day. ENDS are the foreign keys, here and in the table of today's links."""

    LINK: ClassVar[type[models.Model]]
    ENDS: ClassVar[tuple[str, str]]
    # What a former link keeps of a link that ended.
    KEPT: ClassVar[tuple[str, ...]] = ()

    was_linked = models.BooleanField(_("bestand"))
    # The first day on which it no longer held.
    valid_until = models.DateField(_("gilt nicht mehr seit"))

    objects = FormerLinkQuerySet.as_manager()

    class Meta:
        abstract = True


def kept_since(former: type[FormerLink], day: date) -> models.QuerySet[Any]:
    """Today's links, without those that began after that day."""
    ends = {end: OuterRef(end) for end in former.ENDS}
    begun = former.objects.on(day).filter(was_linked=False, **ends)
    return former.LINK._default_manager.filter(~Exists(begun))


def ended_since(former: type[FormerLink], day: date) -> models.QuerySet[Any]:
    """The former links that still held on that day."""
    return former.objects.on(day).filter(was_linked=True)


def linked_then(former: type[FormerLink], end: str, day: date, **other: Any) -> Q:
    """SQL: rows that were linked on that day, by that end ("service"), with what other says of the link."""
    return Q(pk__in=kept_since(former, day).filter(**other).values(end)) | Q(
        pk__in=ended_since(former, day).filter(**other).values(end)
    )


def pairs_on(former: type[FormerLink], day: date, **of: Any) -> set[Pair]:
    """Every pair that was linked on that day (one query); of: only those of some ("service__in")."""
    kept = kept_since(former, day).filter(**of).order_by().values_list(*former.ENDS)
    return set(kept.union(ended_since(former, day).filter(**of).order_by().values_list(*former.ENDS)))


def links_held(former: type[FormerLink]) -> dict[Pair, dict[str, Any]]:
    """Every link of today with what a former link would keep of it: to be remembered before a load."""
    links = former.LINK._default_manager.values(*former.ENDS, *former.KEPT)
    return {(row.pop(former.ENDS[0]), row.pop(former.ENDS[1])): row for row in links}


def keep_former_links(
    former: type[FormerLink], before: dict[Pair, dict[str, Any]], since: date, *, is_first: bool
) -> tuple[set[Pair], set[Pair]]:
    """Store which links began and ended with a load, and say them. What the first load of all links is so since ever.

    Raises InvalidInput("valid_from") where something began or ended on a later day already.
    """
    now = links_held(former)
    began = set() if is_first else now.keys() - before.keys()
    ended = before.keys() - now.keys()
    first, second = former.ENDS
    refuse_earlier(former.objects.filter(valid_until__gt=since) if began or ended else former.objects.none())
    stored = [_former(former, pair, since, was_linked=False, kept=now[pair]) for pair in began]
    stored += [_former(former, pair, since, was_linked=True, kept=before[pair]) for pair in ended]
    former.objects.bulk_create(stored, batch_size=1000, ignore_conflicts=True)
    # Begun and ended again on one day is no change at all.
    for one in former.objects.filter(valid_until=since):
        if one.was_linked == ((getattr(one, f"{first}_id"), getattr(one, f"{second}_id")) in now):
            one.delete()
    return began, ended


def _former(former: type[FormerLink], pair: Pair, since: date, *, was_linked: bool, kept: dict[str, Any]) -> FormerLink:
    ends = {f"{end}_id": pk for end, pk in zip(former.ENDS, pair, strict=True)}
    return former(**ends, **kept, was_linked=was_linked, valid_until=since)
