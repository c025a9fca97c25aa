"""The series in which the server numbers sales, kept in memory once it is known.

Each generation of a terminal's series has one who counts it. A counter counts all of its own, and
begins another with each pairing, because a wiped or restored device can't know how far it came. A
program's terminal is never paired: the first generation is the server's, which keeps its count
through any change of keys, and the program's own devices take further ones (``POST /series``).

A series never goes away once it is open, so its id may be remembered; a remembered id that the
database doesn't know (a rolled back test, a restored backup) is forgotten and found again.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.database.backends.trips import Statement
from theriac.countries.documents import held_prefix
from theriac.countries.registry import profile_for
from theriac.domains.organisation.commands.series import (
    next_number,
    open_series,
    take_next_number,
)
from theriac.domains.organisation.ids import SeriesId
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.problems import PairingNeeded

SALE_SERIES = "sale"
HELD_SERIES = "held"
"""A terminal's series for held sales whose number another sale has; the server numbers it."""

PROGRAM = "api"
_known: dict[tuple[UUID, str], SeriesId] = {}


class SaleNumber:
    """The number of one sale: taken once, however often the sale is tried in its transaction.

    Raises PairingNeeded at a counter: it numbers its own sales, so that nobody else may.
    """

    def __init__(self, place: SaleContext) -> None:
        if place.point.terminal_kind != PROGRAM:
            raise PairingNeeded(_("A counter numbers its own sales. Sell with an API terminal."))
        self._place = place
        self._prefix = place.profile.series_prefix(
            place.point.branch_code, place.point.terminal_code, place.today
        )
        self._key = (place.point.terminal_id, self._prefix)
        self._series_id = _known.get(self._key)
        self._sequence: int | None = None

    def along(self) -> list[Statement[None]]:
        """What takes it with another statement; nothing once it is taken, or before it can be."""
        if self._series_id is None or self._sequence is not None:
            return []
        taken = next_number(self._series_id)
        return [Statement(taken.sql, taken.values, lambda told: self._keep(taken.understand(told)))]

    def take(self, actor: Actor) -> tuple[UUID, int, str]:
        """The series, the sequence and the document number for the sale here and now."""
        series_id = self._series_id
        if series_id is None or self._sequence is None:
            # Never met, or not known to this database: a rolled back test, a restored backup.
            series_id = _remember(actor, self._place, self._key)
            self._sequence = take_next_number(actor=actor, series_id=series_id)
        number = self._place.profile.format_number(self._prefix, self._sequence)
        return series_id, self._sequence, number

    def _keep(self, sequence: int | None) -> None:
        self._sequence = sequence


def take_held_number(actor: Actor, point: SellingPoint, on: date) -> tuple[UUID, int, str]:
    """The terminal's held series of the year of ``on``, its next sequence, and how that reads."""
    profile = profile_for(point.country)
    prefix = held_prefix(profile.series_prefix(point.branch_code, point.terminal_code, on))
    series_id = open_series(
        actor=actor,
        terminal_id=point.terminal_id,
        kind=HELD_SERIES,
        prefix=prefix,
        period=profile.fiscal_year(on).label,
    )
    sequence = take_next_number(actor=actor, series_id=series_id)
    return series_id, sequence, profile.format_number(prefix, sequence)


def _remember(actor: Actor, place: SaleContext, key: tuple[UUID, str]) -> SeriesId:
    series_id = open_series(
        actor=actor,
        terminal_id=place.point.terminal_id,
        kind=SALE_SERIES,
        prefix=key[1],
        period=place.profile.fiscal_year(place.today).label,
    )
    _known[key] = series_id
    return series_id
