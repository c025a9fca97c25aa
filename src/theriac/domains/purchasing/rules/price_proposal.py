"""What goods that came may be sold for: a proposal, which a person confirms.

Indonesian pharmacies reckon HNA (the wholesaler's list price, before bonus and discount) + PPN,
times a margin by class (usually 1.1 to 1.2 over the counter and 1.25 to 1.3 on prescription:
trade usage, no statute); others reckon from what the goods cost. Margins are the pharmacy's own
dated rows. Where goods are sold at their printed MRP, that is the proposal; elsewhere it is the
most that is proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

WHOLE_BP = 10_000


class Basis(StrEnum):
    """From what the price is reckoned."""

    LIST = "list"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Margin:
    """A margin that holds: hundredths of a percent on top, rounded up to a multiple of ``step``."""

    basis: Basis
    margin_bp: int
    step: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PackWorth:
    """A pack's list price without tax, its rate, and what all units of the line cost with tax."""

    price: int
    tax_bp: int
    factor: int
    cost_with_tax: int
    quantity: int
    mrp: int | None = None
    ceiling: int | None = None


def propose(worth: PackWorth, margin: Margin | None, *, sells_at_mrp: bool) -> int | None:
    """The proposal for one pack; None where neither a margin nor an MRP gives one.

    Never above the MRP, nor above the most that law lets it cost.
    """
    most = [limit for limit in (worth.mrp, worth.ceiling) if limit is not None]
    if worth.mrp is not None and (sells_at_mrp or margin is None):
        return min(most)
    if margin is None:
        return None
    exact = _basis(worth, margin.basis) * Fraction(WHOLE_BP + margin.margin_bp, WHOLE_BP)
    return min([_rounded_up(exact, margin.step), *most])


def _basis(worth: PackWorth, basis: Basis) -> Fraction:
    if basis is Basis.LIST:
        return Fraction(worth.price * (WHOLE_BP + worth.tax_bp), WHOLE_BP)
    return Fraction(worth.cost_with_tax * worth.factor, worth.quantity)


def _rounded_up(amount: Fraction, step: int) -> int:
    steps = amount / max(step, 1)
    return -(-steps.numerator // steps.denominator) * max(step, 1)
