"""Which code answers which conformance file, by the file's name."""

from __future__ import annotations

from collections.abc import Iterable

from theriac.surfaces.operations.conform import (
    allocation,
    clinical,
    codes,
    dispensing,
    formats,
    india,
    indonesia,
    prices,
    promotions,
    trail,
)
from theriac.surfaces.operations.conform.case import Answering

ANSWERS: dict[str, Answering] = {
    "allergy_checks": clinical.allergy,
    "atc_duplicates": clinical.duplicate_codes,
    "audit_merkle": trail.merkle,
    "ddi_alerts": clinical.alerts_of_pairs,
    "discount_limits": prices.limit,
    "discount_shares": prices.shares,
    "dispensing_gates": dispensing.gate,
    "document_series": formats.series,
    "fefo_allocation": allocation.fefo,
    "gs1_dates": codes.date_of_code,
    "gs1_element_strings": codes.element_string,
    "gs1_gtin": codes.gtin,
    "id_bpom_nie": indonesia.authorisation,
    "id_het": indonesia.retail_ceiling,
    "id_nik": indonesia.citizen_number,
    "id_npwp": indonesia.taxpayer_number,
    "id_ppn": indonesia.value_added_tax,
    "in_document_number": india.document_number,
    "in_gst_invoice_rounding": india.invoice,
    "in_gst_lines": india.line,
    "in_gst_rate_by_date": india.rate_by_date,
    "in_gstin": india.registration,
    "in_place_of_supply_gstr1": india.return_section,
    "money_formats": formats.money,
    "pack_quantities": formats.packs,
    "payments": prices.payment,
    "pricing_ceilings": prices.ceiling,
    "pricing_lines": prices.line,
    "pricing_resolution": prices.resolution,
    "pricing_splits": prices.split,
    "promotions": promotions.given,
    "sale_totals": prices.sale,
}


def kind_of(name: str, known: Iterable[str]) -> str | None:
    """The kind of a file of this name (without ``.json``) among ``known`` ones, or None.

    A name that goes on after a known one, such as ``in_gstin-more``, is a file of that kind.
    """
    fitting = [
        kind
        for kind in known
        if name == kind or (name.startswith(kind) and not name[len(kind)].isalnum())
    ]
    return max(fitting, key=len, default=None)
