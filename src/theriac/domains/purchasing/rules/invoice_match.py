"""The lines of an invoice beside the lines that came: what differs, named.

A line is found by product and batch; what is left over by the product alone, where one is left of
it on both sides (then the batch is the difference). Quantities are compared in base units, so that
10 strips answer 1 box; prices as exact ratios.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A line as the invoice prints it; what it doesn't say is None or empty."""

    row: int
    product_id: UUID | None
    name: str
    quantity: int | None
    bonus: int
    price: int | None
    factor: int
    batch_number: str
    expires_on: date | None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A line as it was written down."""

    line_id: UUID
    product_id: UUID
    quantity: int
    bonus: int
    price: int
    factor: int
    batch_number: str
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class InvoiceDifference:
    """One difference; ``printed`` and ``came`` are the two values as plain texts.

    ``kind`` is quantity, bonus, price, batch, expiry, missing, extra, unread or total.
    """

    kind: str
    row: int | None
    line_id: UUID | None
    product_id: UUID | None
    name: str
    printed: str
    came: str


def compare(printed: Sequence[PrintedRow], came: Sequence[Came]) -> tuple[InvoiceDifference, ...]:
    """Every difference, in the invoice's order; what came without standing there comes last."""
    left = list(came)
    pairs = _pairs(printed, left)
    found: list[InvoiceDifference] = []
    for line in printed:
        if line.product_id is None:
            found.append(_at(line, None, "unread", line.fault or line.name, ""))
        elif (other := pairs.get(line.row)) is None:
            found.append(_at(line, None, "missing", str(line.quantity or 0), "0"))
        else:
            found += _between(line, other)
    found += [
        InvoiceDifference("extra", None, one.line_id, one.product_id, "", "0", str(one.quantity))
        for one in left
    ]
    return tuple(found)


def _pairs(printed: Sequence[PrintedRow], left: list[Came]) -> dict[int, Came]:
    """Takes what it finds out of ``left``."""
    pairs: dict[int, Came] = {}
    for by_batch in (True, False):
        for line in printed:
            if line.row in pairs or line.product_id is None:
                continue
            other = next((one for one in left if _fits(line, one, by_batch=by_batch)), None)
            if other is not None:
                left.remove(other)
                pairs[line.row] = other
    return pairs


def _fits(line: PrintedRow, other: Came, *, by_batch: bool) -> bool:
    if line.product_id != other.product_id:
        return False
    return not by_batch or _same_text(line.batch_number, other.batch_number)


def _same_text(one: str, other: str) -> bool:
    return one.replace(" ", "").casefold() == other.replace(" ", "").casefold()


def _between(line: PrintedRow, other: Came) -> list[InvoiceDifference]:
    found = []
    if line.quantity is not None and line.quantity != other.quantity:
        found.append(_at(line, other, "quantity", str(line.quantity), str(other.quantity)))
    if line.bonus != other.bonus:
        found.append(_at(line, other, "bonus", str(line.bonus), str(other.bonus)))
    if line.price is not None and line.price * other.factor != other.price * line.factor:
        found.append(_at(line, other, "price", str(line.price), str(other.price)))
    if line.batch_number and not _same_text(line.batch_number, other.batch_number):
        found.append(_at(line, other, "batch", line.batch_number, other.batch_number))
    if line.expires_on is not None and line.expires_on != other.expires_on:
        day = other.expires_on.isoformat() if other.expires_on else ""
        found.append(_at(line, other, "expiry", line.expires_on.isoformat(), day))
    return found


def _at(
    line: PrintedRow, other: Came | None, kind: str, printed: str, came: str
) -> InvoiceDifference:
    return InvoiceDifference(
        kind,
        line.row,
        other.line_id if other else None,
        line.product_id,
        line.name,
        printed,
        came,
    )
