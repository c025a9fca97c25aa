"""What a pushed sale may hold, whichever door it comes through; beyond that it is held.

The bounds are ours. Each lies far above what a pharmacy sells, and so far below what a column
holds that sums over millions of sales overflow nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from theriac.core.facts.types import LARGEST
from theriac.domains.sales.pushes.sale import PushedSale

MOST_MONEY = 10**12
"""Minor units; nine million sales of this fit into one sum of 64 bits."""
MOST_UNITS = 1_000_000_000
"""Base units and packs of a line, and the units of a price: all fit into 32 bits."""
MOST_RATE = 100_000
"""A tax of 1,000 per cent, in basis points."""
MOST_DAYS = 36_500
"""For how long a medicine is taken: a hundred years."""
MOST_POSITION = 1000
MOST_PARTS = {
    "lines": 300,
    "grounds": 50,
    "payments": 20,
    "found": 300,
    "beyond": 300,
    "reserved": 50,
    "answers": 100,
}
MOST_LINE_PARTS = {"taxes": 8, "allocations": 100, "serials": 1000}
MOST_SEQUENCE = 2_000_000_000
"""Whatever its series has: what a column of 32 bits holds."""
NEAR = 10_000
"""Numbers that may be missing before one: more than a busy terminal gives in a month offline."""
BEHIND = timedelta(days=186)
"""How old a pushed sale may be: a device that lay in a drawer for half a year."""
AHEAD = timedelta(days=31)
"""How far a device's calendar may be ahead: one set to the wrong month."""
MOST_CASES = 100
"""Cases that one pushed sale may leave to people: thirty lines that are wrong in three ways."""
MOST_OPEN_CASES = 1000
"""Unsettled cases of one terminal: beyond that nobody settles, and its setting is what is wrong."""


class PushBound(StrEnum):
    """What a sale exceeds; the reason for which it is held."""

    AMOUNT = "amount"
    SIZE = "size"
    SEQUENCE = "sequence"
    DATE = "date"


def beyond_reading(faults: Iterable[Mapping[str, Any]]) -> PushBound | None:
    """Which bound a sale exceeds so far that it isn't even read, by pydantic's errors.

    None where anything else is wrong with it.
    """
    found = {_bound_of(fault) for fault in faults}
    return None if None in found else min((one for one in found if one), default=None)


def _bound_of(fault: Mapping[str, Any]) -> PushBound | None:
    told, name = fault["type"], fault["loc"][-1]
    if told == "far":
        return PushBound.DATE
    if told == "too_long":
        return PushBound.SIZE
    limits = fault.get("ctx", {})
    if LARGEST not in (limits.get("le"), -limits.get("ge", 0)):
        return None
    return PushBound.SEQUENCE if name == "sequence" else PushBound.AMOUNT


def is_long(wire: Mapping[str, Any]) -> bool:
    """Whether what was sent has more parts than the books take; nothing is built of it for that."""
    if _is_longer(wire, MOST_PARTS):
        return True
    lines = wire.get("lines")
    return isinstance(lines, list) and any(
        isinstance(line, dict) and _is_longer(line, MOST_LINE_PARTS) for line in lines
    )


def _is_longer(wire: Mapping[str, Any], most: Mapping[str, int]) -> bool:
    parts = ((wire.get(name), count) for name, count in most.items())
    return any(isinstance(found, list) and len(found) > count for found, count in parts)


def exceeded(sale: PushedSale) -> PushBound | None:
    """What of the sale's own content is beyond what the books can hold, whatever they know."""
    if _is_long(sale):
        return PushBound.SIZE
    if _is_large(sale):
        return PushBound.AMOUNT
    return None if 1 <= sale.sequence <= MOST_SEQUENCE else PushBound.SEQUENCE


def is_near(sequence: int, last: int) -> bool:
    """Whether a number may come in a series whose highest known one is ``last``."""
    return 1 <= sequence <= last + NEAR


def is_timely(sale: PushedSale, received_at: datetime) -> bool:
    """Whether both of the sale's dates are near the server's clock."""
    first, last = received_at - BEHIND, received_at + AHEAD
    on: date = sale.business_on
    return first <= sale.occurred_at <= last and first.date() <= on <= last.date()


def _is_long(sale: PushedSale) -> bool:
    return any(len(getattr(sale, name)) > most for name, most in MOST_PARTS.items()) or any(
        not 1 <= line.position <= MOST_POSITION
        or any(len(getattr(line, name)) > most for name, most in MOST_LINE_PARTS.items())
        for line in sale.lines
    )


def _is_large(sale: PushedSale) -> bool:
    return (
        any(abs(amount) > MOST_MONEY for amount in _amounts(sale))
        or any(not 0 <= quantity <= MOST_UNITS for quantity in _quantities(sale))
        or any(tax.rate_bp > MOST_RATE for line in sale.lines for tax in line.taxes)
        or any(line.min_days > MOST_DAYS for line in sale.lines)
    )


def _amounts(sale: PushedSale) -> Iterator[int]:
    yield from (sale.gross, sale.discount, sale.tax, sale.rounding, sale.total)
    for line in sale.lines:
        yield from (line.price_amount, line.gross, line.discount)
        yield from (line.taxable, line.tax, line.total)
        yield from (tax.amount for tax in line.taxes)
    for payment in sale.payments:
        yield from (payment.tendered, payment.change)


def _quantities(sale: PushedSale) -> Iterator[int]:
    for line in sale.lines:
        yield from (line.packs, line.quantity, line.price_units)
        yield from (share.quantity for share in line.allocations)
    yield from (found.quantity for found in sale.found)
    yield from (one.quantity for one in sale.beyond)
    yield from (one.quantity for one in sale.reserved)
