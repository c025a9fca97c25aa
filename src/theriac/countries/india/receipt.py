"""What a chemist's bill shows, and the licences that its pharmacy enters once.

Sources: CGST Rules r.46 (tax invoice, read) and r.49 (bill of supply); Drugs Rules r.65(3) as to
batch, maker and pharmacist on a memo. Buyer's name and address from Rs 50,000 on are asked for at
that sum. A shop without GST gives a cash memo.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.documents import LicenceField, LicenceHolder, ReceiptForm

LICENCES = (
    LicenceField("dl_20", _("Drug licence, form 20"), LicenceHolder.BRANCH),
    LicenceField("dl_21", _("Drug licence, form 21"), LicenceHolder.BRANCH),
    LicenceField(
        "dl_20f", _("Drug licence, form 20F (schedule X)"), LicenceHolder.BRANCH, required=False
    ),
    LicenceField("gstin", _("GSTIN"), LicenceHolder.BRANCH, required=False, identifier="gstin"),
    LicenceField("registered_pharmacist", _("Registered pharmacist"), LicenceHolder.PHARMACIST),
    LicenceField(
        "pharmacist_registration", _("Pharmacist's registration number"), LicenceHolder.PHARMACIST
    ),
)

_HEAD = ("shop", "address", "phone", "gstin", "dl_20", "dl_21")
_BODY = (
    "number",
    "issued_at",
    "served_by",
    "ground",
    "items",
    "batch",
    "expiry",
    "hsn",
    "discount",
)
_TAX = ("taxable", "taxes", "place_of_supply")
_FOOT = ("rounding", "total", "payments", "change", "registered_pharmacist")


def receipt_form(*, registered: bool, all_nil: bool = False) -> ReceiptForm:
    """Tax invoice; bill of supply for goods all nil; cash memo of a shop without GST."""
    if not registered:
        head = tuple(field for field in _HEAD if field != "gstin")
        return ReceiptForm("cash_memo", _("Cash memo"), (*head, *_BODY, *_FOOT))
    if all_nil:
        return ReceiptForm("bill_of_supply", _("Bill of supply"), (*_HEAD, *_BODY, *_FOOT))
    return ReceiptForm("tax_invoice", _("Tax invoice"), (*_HEAD, *_BODY, *_TAX, *_FOOT))
