"""GST on a line, the place of supply, the rupee round-off.

Sources: CGST Act s.15(3)(a) (discount before tax), s.170 (rupee, 50 paise up; read); IGST Act
s.10(1)(ca) (read), Circular 209/3/2024 (delivery address wins). The rounding of a line is our
rule: two decimals, halves up, tax first inside an MRP, so that CGST equals SGST and the customer
pays exactly the MRP. SGST also stands for UTGST in Union territories without a legislature.
"""

from __future__ import annotations

from theriac.core.money import round_to_multiple
from theriac.countries.india.tax_classes import rate_bp
from theriac.countries.taxes import LineTax, TaxContext, charge, untaxed

PAISE = 100
"""Paise in a rupee."""


def place_of_supply(supplier_state: str, recorded_state: str | None) -> str:
    """The State whose tax it is: the one on the invoice, the supplier's where none is recorded."""
    return recorded_state or supplier_state


def is_inter_state(supplier_state: str, place: str) -> bool:
    """Whether IGST is due rather than CGST and SGST."""
    return bool(place) and place != supplier_state


def split_rate(rate: int, *, inter_state: bool) -> tuple[tuple[str, int], ...]:
    """The taxes that make up a whole rate."""
    return (("IGST", rate),) if inter_state else (("CGST", rate // 2), ("SGST", rate // 2))


def tax_at(amount: int, rate: int, *, inter_state: bool, inclusive: bool) -> LineTax:
    """GST at a whole rate on ``amount`` paise after discount; a rate of nil charges nothing."""
    if rate == 0:
        return untaxed(amount)
    return charge(amount, split_rate(rate, inter_state=inter_state), inclusive=inclusive)


def line_tax(amount: int, tax_class: str, context: TaxContext) -> LineTax:
    """GST on the line by class, date and place; none from a shop that isn't registered."""
    rate = rate_bp(tax_class, context.on)
    if not context.registered:
        return untaxed(amount)
    place = place_of_supply(context.supplier_state, context.place_of_supply)
    inter_state = is_inter_state(context.supplier_state, place)
    return tax_at(amount, rate, inter_state=inter_state, inclusive=context.inclusive)


def round_off(total: int) -> int:
    """What makes ``total`` paise whole rupees; its own line, free of tax."""
    return round_to_multiple(total, PAISE) - total
