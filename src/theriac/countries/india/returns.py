"""Where a document of sale stands in GSTR-1.

Sections by common use of the return; B2CL's limit by Notification 12/2024-CT (read). That an
all-nil supply to a business stands under NIL is our reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from theriac.countries.dated import row_in_force
from theriac.countries.india.tax import is_inter_state, place_of_supply


@dataclass(frozen=True, slots=True)
class LargeRow:
    """Above this invoice value (paise) an inter-State sale to a consumer is listed singly."""

    valid_from: date
    above: int


LARGE_CONSUMER_INVOICE = (
    LargeRow(date(2017, 7, 1), 250_000_00),
    LargeRow(date(2024, 8, 1), 100_000_00),
)


class DocumentKind(StrEnum):
    """As GSTR-1 writes them."""

    INVOICE = "INV"
    CREDIT_NOTE = "CRN"


@dataclass(frozen=True, slots=True)
class Supply:
    """A document as the return sees it; values in paise, ``original_value`` of a note's invoice."""

    document: DocumentKind
    on: date
    supplier_state: str
    recorded_state: str | None
    buyer_gstin: str | None
    value: int
    original_value: int | None = None
    all_nil: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """The place of supply, the taxes, the section of the return."""

    place_of_supply: str
    tax: str
    section: str


def _section(supply: Supply, *, inter_state: bool) -> str:
    note = supply.document is DocumentKind.CREDIT_NOTE
    if supply.all_nil:
        return "NIL"
    if supply.buyer_gstin:
        return "CDNR" if note else "B2B"
    value = supply.original_value if note else supply.value
    limit = row_in_force(LARGE_CONSUMER_INVOICE, supply.on).above
    if inter_state and value is not None and value > limit:
        return "CDNUR" if note else "B2CL"
    return "B2CS"


def placement(supply: Supply) -> Placement:
    """Where the document stands. Raises NotInForce before 1 July 2017."""
    place = place_of_supply(supply.supplier_state, supply.recorded_state)
    inter_state = is_inter_state(supply.supplier_state, place)
    tax = "IGST" if inter_state else "CGST+SGST"
    return Placement(place, tax, _section(supply, inter_state=inter_state))
