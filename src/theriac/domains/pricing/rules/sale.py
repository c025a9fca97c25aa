"""The amounts of a sale: lines, tax, rounding, total, by the country's rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from theriac.countries.base import CashPart, CountryProfile
from theriac.countries.taxes import TaxCharge, TaxContext
from theriac.domains.pricing.rules.ceilings import Ceiling, CeilingBreach, find_breach
from theriac.domains.pricing.rules.prices import UnitPrice, line_amount


@dataclass(frozen=True, slots=True)
class LineToPrice:
    """A line as it stands in the basket; ``discount`` in minor units off the line."""

    price: UnitPrice
    quantity: int
    tax_class: str
    discount: int = 0
    ceilings: tuple[Ceiling, ...] = ()


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line's amounts: taxable + tax = total.

    gross - discount is the total where prices include the tax, the taxable part where they don't.
    """

    gross: int
    discount: int
    taxable: int
    taxes: tuple[TaxCharge, ...]
    tax: int
    total: int


@dataclass(frozen=True, slots=True)
class PricedSale:
    """A sale's amounts: the sum of its lines' totals + ``rounding`` = ``total``.

    ``taxes`` adds up each tax of each rate over the lines; nothing is computed from the total.
    """

    lines: tuple[PricedLine, ...]
    gross: int
    discount: int
    taxable: int
    taxes: tuple[TaxCharge, ...]
    tax: int
    rounding: int
    total: int
    breaches: tuple[CeilingBreach, ...]


def price_line(line: LineToPrice, profile: CountryProfile, context: TaxContext) -> PricedLine:
    """The line's amounts, each rounded once.

    Raises ValueError for a discount below zero or above the line.
    """
    gross = line_amount(line.price, line.quantity)
    if not 0 <= line.discount <= gross:
        raise ValueError("a discount is between nothing and the whole line")
    tax = profile.line_tax(gross - line.discount, line.tax_class, context)
    return PricedLine(gross, line.discount, tax.taxable, tax.taxes, tax.tax, tax.total)


def summed_taxes(lines: Iterable[PricedLine]) -> tuple[TaxCharge, ...]:
    """Each tax of each rate, added up, in the order in which they first occur."""
    sums: dict[tuple[str, int], int] = {}
    for line in lines:
        for tax in line.taxes:
            key = (tax.code, tax.rate_bp)
            sums[key] = sums.get(key, 0) + tax.amount
    return tuple(TaxCharge(code, rate, amount) for (code, rate), amount in sums.items())


def total_sale(
    lines: Sequence[PricedLine],
    profile: CountryProfile,
    cash: CashPart | None = None,
    breaches: tuple[CeilingBreach, ...] = (),
) -> PricedSale:
    """The sale that priced lines add up to, with the country's rounding."""
    subtotal = sum(line.total for line in lines)
    rounding = profile.sale_rounding(subtotal, cash)
    return PricedSale(
        lines=tuple(lines),
        gross=sum(line.gross for line in lines),
        discount=sum(line.discount for line in lines),
        taxable=sum(line.taxable for line in lines),
        taxes=summed_taxes(lines),
        tax=sum(line.tax for line in lines),
        rounding=rounding,
        total=subtotal + rounding,
        breaches=breaches,
    )


def price_sale(
    lines: Sequence[LineToPrice],
    profile: CountryProfile,
    context: TaxContext,
    cash: CashPart | None = None,
) -> PricedSale:
    """The whole sale. ``cash`` tells how it is paid, once that is known.

    A line above its ceiling is priced all the same and named in ``breaches``: a program's sale is
    refused for it, a pushed one is booked and opens a case.
    """
    priced = tuple(price_line(line, profile, context) for line in lines)
    breaches = (
        find_breach(position, amounts.total, line.quantity, line.ceilings)
        for position, (line, amounts) in enumerate(zip(lines, priced, strict=True), start=1)
    )
    return total_sale(priced, profile, cash, tuple(breach for breach in breaches if breach))
