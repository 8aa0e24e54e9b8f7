"""Whether the inhabitants of a place can do a whole bundle online: the rule, for all its services at once. Pure.

A set of services is a number with one bit for each (the first service of the bundle is 1, the second 2, the third 4).
The list asks the same in SQL (dashboards.figures.bundles.complete_places); a test proves that both agree.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """What an authority is competent for, what of it is live, and of what nobody has reported anything."""

    competent: int = 0
    live: int = 0
    unknown: int = 0

    def without(self, services: int) -> Offer:
        """The same as if it were not competent for these."""
        return Offer(self.competent & ~services, self.live & ~services, self.unknown & ~services)


NOTHING = Offer()


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """An administration, the Landkreis that serves its inhabitants too (None: none), and who lives there.

    is_large_town: the Landkreis does not carry out here what large towns do themselves.
    """

    authority: int
    district: int | None
    municipalities: int
    inhabitants: int
    is_large_town: bool = False


@dataclass(frozen=True, slots=True)
class Served:
    """What the inhabitants of a place are offered, by their administration and by their Landkreis.

    A service is live for them if it is live at everybody who is competent, and somebody is.
    """

    own: Offer
    district: Offer = NOTHING

    @property
    def live(self) -> int:
        """Live everywhere they would go."""
        return self._where(self.own.live, self.district.live)

    def possible(self, barred: int) -> int:
        """Live or reported by nobody; what is barred by its gate cannot be live unreported."""
        own = self.own.live | self.own.unknown & ~barred
        return self._where(own, self.district.live | self.district.unknown & ~barred)

    def missing(self, every: int) -> int:
        """Of which somebody competent has said that it is not live, or nobody is competent at all."""
        return every & ~self.possible(0)

    @property
    def unreported(self) -> int:
        """Nothing is known to be missing, but somebody competent has not reported: that is not "no"."""
        return self.possible(0) & ~self.live

    def _where(self, own: int, district: int) -> int:
        """Those that are among `own` and `district` for everybody who is competent for them."""
        lacking = (self.own.competent & ~own) | (self.district.competent & ~district)
        return (self.own.competent | self.district.competent) & ~lacking
