"""Whose an offer is, by what stands in it: a name, a tax number, or who sent the like before."""

from __future__ import annotations

import re
from uuid import UUID

from theriac.core.tables.heads import name_key
from theriac.domains.offers.models import Offer
from theriac.domains.suppliers.queries import suppliers_by_marks

_LEGAL = re.compile(r"\b(?:pt|cv|ud|pbf|tbk|persero|ltd|pvt|limited|private)\b")
_DIGITS = re.compile(r"\d(?:[\d.\- ]{8,})\d")
LONGEST = 120


def sender_key(printed: str) -> str:
    """The printed sender as it is compared: PT Enseval Tbk. is enseval."""
    return " ".join(_LEGAL.sub(" ", name_key(printed)).split())[:LONGEST]


def guess_supplier(printed: str) -> tuple[UUID | None, str]:
    """The one supplier that a printed sender means, and why: tax_number, name or earlier.

    (None, "") where none is or several are.
    """
    numbers = {re.sub(r"\D", "", found) for found in _DIGITS.findall(printed)}
    wanted = sender_key(printed)
    by_number: set[UUID] = set()
    by_name: set[UUID] = set()
    for supplier_id, name, tax_id in suppliers_by_marks():
        digits = re.sub(r"\D", "", tax_id)
        if digits and digits in numbers:
            by_number.add(supplier_id)
        if wanted and sender_key(name) == wanted:
            by_name.add(supplier_id)
    if len(by_number) == 1:
        return by_number.pop(), "tax_number"
    if len(by_name) == 1:
        return by_name.pop(), "name"
    before = Offer.objects.filter(
        sender=wanted, supplier__isnull=False, state=Offer.State.CONFIRMED
    )
    known = set(before.order_by().values_list("supplier_id", flat=True).distinct()[:2])
    return (known.pop(), "earlier") if wanted and len(known) == 1 else (None, "")
