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
from theriac.countries.documents import held_prefix
from theriac.countries.registry import profile_for
from theriac.domains.organisation.commands.series import open_series, take_next_number
from theriac.domains.organisation.ids import SeriesId
from theriac.domains.organisation.problems import SeriesUnknown
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.problems import PairingNeeded

SALE_SERIES = "sale"
HELD_SERIES = "held"
"""A terminal's series for held sales whose number another sale has; the server numbers it."""

PROGRAM = "api"
_known: dict[tuple[UUID, str], SeriesId] = {}


def take_sale_number(actor: Actor, place: SaleContext) -> tuple[UUID, int, str]:
    """The series, the next sequence and the document number for a sale here and now.

    Raises PairingNeeded at a counter: it numbers its own sales, so that nobody else may.
    """
    if place.point.terminal_kind != PROGRAM:
        raise PairingNeeded(_("A counter numbers its own sales. Sell with an API terminal."))
    prefix = place.profile.series_prefix(
        place.point.branch_code, place.point.terminal_code, place.today
    )
    key = (place.point.terminal_id, prefix)
    series_id = _known.get(key) or _remember(actor, place, key)
    try:
        sequence = take_next_number(actor=actor, series_id=series_id)
    except SeriesUnknown:
        series_id = _remember(actor, place, key)
        sequence = take_next_number(actor=actor, series_id=series_id)
    return series_id, sequence, place.profile.format_number(prefix, sequence)


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
