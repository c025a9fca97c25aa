"""What each line of a receipt costs, to the minor unit.

A line is what its paid packs cost, less its own discount; bonus packs cost nothing, so that they
lower the cost of a unit (10 + 1: what was paid / 11). The document's discount and freight are
shared out by what the lines are worth then, the printed tax by the tax that each line bears;
largest remainder, so that every sum is exact. Each line's tax is rounded once, halves up, on what
is left after all discounts; freight is entered with its tax and bears none here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.core.money import divide_half_up, share_out
from theriac.domains.purchase_orders.rules.prices import WHOLE_BP, LinePrice


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPrice:
    """What concerns the whole document. ``tax_total`` is the tax as printed; None computes it."""

    discount: int = 0
    freight: int = 0
    tax_total: int | None = None
    tax_is_cost: bool = True


@dataclass(frozen=True, slots=True)
class LineCost:
    """A line's part of everything; ``cost`` is what goes onto its batch."""

    net: int
    discount: int
    freight: int
    tax: int
    cost: int


@dataclass(frozen=True, slots=True)
class ReceiptCost:
    """The lines' parts and their sums. ``total`` is what the document asks, with tax."""

    lines: tuple[LineCost, ...]
    net: int
    tax: int
    cost: int
    total: int


def cost_of(lines: Sequence[LinePrice], document: DocumentPrice) -> ReceiptCost:
    """Share everything out. No line's discount is above its gross, nor the document's above all."""
    if not lines:
        return ReceiptCost((), 0, 0, 0, 0)
    nets = [line.net for line in lines]
    discounts = share_out(document.discount, nets)
    freights = share_out(document.freight, nets)
    taxable = [net - discount for net, discount in zip(nets, discounts, strict=True)]
    taxes = _taxes(lines, taxable, document.tax_total)
    costs = [
        base + freight + (tax if document.tax_is_cost else 0)
        for base, freight, tax in zip(taxable, freights, taxes, strict=True)
    ]
    parts = zip(nets, discounts, freights, taxes, costs, strict=True)
    return ReceiptCost(
        lines=tuple(LineCost(*part) for part in parts),
        net=sum(nets),
        tax=sum(taxes),
        cost=sum(costs),
        total=sum(nets) - document.discount + document.freight + sum(taxes),
    )


def _taxes(lines: Sequence[LinePrice], taxable: Sequence[int], printed: int | None) -> list[int]:
    weights = [base * line.tax_bp for base, line in zip(taxable, lines, strict=True)]
    if printed is None:
        return [divide_half_up(weight, WHOLE_BP) for weight in weights]
    return share_out(printed, weights if any(weights) else list(taxable))
