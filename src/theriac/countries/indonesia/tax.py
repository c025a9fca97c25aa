"""PPN (value added tax): dated rates, and the tax base of another value from 2025.

Sources: UU 42/2009 and UU 7/2021 art. 7 (10 %, then 11 % from 1 April 2022; general knowledge);
PMK 131/2024 art. 3: from 1 January 2025 12 % of 11/12 of the price for goods that aren't luxury,
an effective 11 %, Faktur Pajak transaction code 04. Whole rupiah, halves up; a rupiah's
difference to outside documents is usual (rounding unverified).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.core.money import divide_half_up
from theriac.countries.dated import row_in_force
from theriac.countries.taxes import (
    WHOLE,
    LineTax,
    TaxCharge,
    TaxClass,
    TaxContext,
    UnknownTaxClass,
    untaxed,
)

TAX_CLASSES = (
    TaxClass("standard", _("PPN")),
    TaxClass("exempt", _("No PPN")),
)


@dataclass(frozen=True, slots=True)
class PpnRow:
    """The rate, the share of the price that it is charged on, and the Faktur Pajak code."""

    valid_from: date
    rate_bp: int
    base_numerator: int
    base_denominator: int
    transaction_code: str

    @property
    def effective_bp(self) -> int:
        """What a customer pays on the price: 12 % of 11/12 is 1100."""
        return divide_half_up(self.rate_bp * self.base_numerator, self.base_denominator)


PPN = (
    PpnRow(date(2010, 4, 1), 1000, 1, 1, "01"),
    PpnRow(date(2022, 4, 1), 1100, 1, 1, "01"),
    PpnRow(date(2025, 1, 1), 1200, 11, 12, "04"),
)


@dataclass(frozen=True, slots=True)
class Ppn:
    """The amounts of a Faktur Pajak line, in whole rupiah."""

    price: int
    other_tax_base: int
    """DPP nilai lain: the part of the price on which the statutory rate is charged."""
    rate_bp: int
    ppn: int
    total: int


def ppn(amount: int, on: date, *, inclusive: bool) -> Ppn:
    """PPN on a price, or inside a retail price. Raises NotInForce before 1 April 2010."""
    row = row_in_force(PPN, on)
    tax = row.rate_bp * row.base_numerator
    whole = WHOLE * row.base_denominator
    price = divide_half_up(amount * whole, whole + tax) if inclusive else amount
    charged = amount - price if inclusive else divide_half_up(price * tax, whole)
    base = divide_half_up(price * row.base_numerator, row.base_denominator)
    return Ppn(price, base, row.rate_bp, charged, price + charged)


def line_tax(amount: int, tax_class: str, context: TaxContext) -> LineTax:
    """PPN on the line; none for an exempt class, and none from a shop that isn't PKP."""
    if tax_class not in {known.code for known in TAX_CLASSES}:
        raise UnknownTaxClass(tax_class)
    if tax_class == "exempt" or not context.registered:
        return untaxed(amount)
    result = ppn(amount, context.on, inclusive=context.inclusive)
    rate = row_in_force(PPN, context.on).effective_bp
    return LineTax(result.price, (TaxCharge("PPN", rate, result.ppn),), result.ppn, result.total)
