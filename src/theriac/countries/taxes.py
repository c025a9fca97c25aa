"""The words in which countries speak of tax on a line, and the arithmetic they share.

Amounts are whole minor units, rates whole basis points (1100 is 11 %). Each tax is rounded once,
on the line, halves up; nothing is ever computed again from a total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.money import divide_half_up
from theriac.core.problems import Text

WHOLE = 10_000
"""Basis points in one."""


class UnknownTaxClass(LookupError):
    """The country has no such tax class."""


@dataclass(frozen=True, slots=True)
class TaxClass:
    """How a product is taxed, as its country sorts goods."""

    code: str
    title: Text
    goods_code: str = ""
    """The HSN heading that such goods usually have, where they have one."""


@dataclass(frozen=True, slots=True)
class ConfiguredRate:
    """A rate that a pharmacy entered itself, for countries whose statutes Theriac doesn't hold."""

    tax_class: str
    code: str
    rate_bp: int
    valid_from: date


@dataclass(frozen=True, slots=True)
class TaxContext:
    """What decides the tax of all lines of one sale.

    ``on`` is the date in the shop's own time zone. ``registered``: the shop charges the tax (PKP
    in Indonesia, a GST registration in India). ``inclusive``: its prices hold the tax already.
    ``supplier_state`` and ``place_of_supply`` are India's state codes ("" = the supplier's own).
    """

    on: date
    registered: bool = True
    inclusive: bool = True
    supplier_state: str = ""
    place_of_supply: str = ""
    rates: tuple[ConfiguredRate, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxCharge:
    """One tax on one line."""

    code: str
    rate_bp: int
    amount: int


@dataclass(frozen=True, slots=True)
class LineTax:
    """A line's amounts: ``taxable`` + ``tax`` = ``total``, and ``tax`` is the sum of ``taxes``."""

    taxable: int
    taxes: tuple[TaxCharge, ...]
    tax: int
    total: int


def untaxed(amount: int) -> LineTax:
    """A line that bears no tax."""
    return LineTax(taxable=amount, taxes=(), tax=0, total=amount)


def charge(amount: int, rates: Sequence[tuple[str, int]], *, inclusive: bool) -> LineTax:
    """The line when each of ``rates`` (code, basis points) is charged on ``amount``.

    ``amount`` is what is left after the discount. Inclusive: tax first, each tax =
    round(amount * rate / (1 + all rates)), so that the customer pays exactly ``amount``;
    exclusive: each tax = round(amount * rate), on top.
    """
    whole = WHOLE + sum(rate for _, rate in rates) if inclusive else WHOLE
    taxes = tuple(
        TaxCharge(code, rate, divide_half_up(amount * rate, whole)) for code, rate in rates
    )
    tax = sum(charged.amount for charged in taxes)
    taxable = amount - tax if inclusive else amount
    return LineTax(taxable=taxable, taxes=taxes, tax=tax, total=taxable + tax)
