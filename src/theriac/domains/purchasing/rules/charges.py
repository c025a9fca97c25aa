"""What an invoice takes off and adds as a whole, as far as its printed total bears it out.

A sum of discounts at the foot may be what the lines took off already, or one more discount. Which
it is, only the sum tells: lines less discount, with freight, tax and rounding, make the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from theriac.domains.purchase_orders.rules.prices import LinePrice
from theriac.domains.purchasing.rules.costs import DocumentPrice, cost_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSums:
    """The sums under the lines, in minor units; None where they aren't printed.

    A discount may be printed below zero; it is the same then.
    """

    discount: int | None = None
    freight: int | None = None
    rounding: int | None = None
    tax: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class InvoiceCharges:
    """What the whole invoice takes off and adds; a rounding is in it, up or down."""

    discount: int = 0
    freight: int = 0


def charges_of(
    lines: Sequence[LinePrice] | None, printed: PrintedSums, unit: int
) -> InvoiceCharges:
    """The discount and freight with which the lines make the total, where one way does.

    ``lines`` are all of the invoice, None where one isn't understood; ``unit`` is one whole unit of
    the currency in minor ones. Without lines or a total to check with, freight stands as it is
    printed, since its label can mean nothing else, and no discount is taken. Where two ways make
    the total or none does, nothing is.
    """
    if lines is None or printed.total is None:
        return InvoiceCharges(freight=max(0, printed.freight or 0))
    most = unit + len(lines) + sum(line.packs for line in lines) // 2
    ways = {way for way in _ways(printed) if abs(_missing(lines, printed, *way)) <= most}
    terms = {(discount, freight) for discount, freight, _rounding in ways}
    if len(terms) != 1:
        return InvoiceCharges()
    discount, freight, rounding = min(
        ways, key=lambda way: (abs(_missing(lines, printed, *way)), way)
    )
    return InvoiceCharges(discount + max(0, -rounding), freight + max(0, rounding))


def _ways(printed: PrintedSums) -> set[tuple[int, int, int]]:
    """Discount, freight and rounding: each as printed or none, a rounding either way."""
    rounding = printed.rounding or 0
    return set(
        product(
            {abs(printed.discount or 0), 0},
            {max(0, printed.freight or 0), 0},
            {rounding, -rounding},
        )
    )


def _missing(
    lines: Sequence[LinePrice], printed: PrintedSums, discount: int, freight: int, rounding: int
) -> int:
    """What the total is more than the sum."""
    if discount > sum(line.net for line in lines):
        return printed.total or 0
    sums = DocumentPrice(discount=discount, freight=freight, tax_total=printed.tax)
    return (printed.total or 0) - cost_of(lines, sums).total - rounding
