"""What an apotek's struk shows, and the licences that its pharmacy enters once.

SIA (the outlet's licence), APJ with SIPA (the pharmacist in charge) and NPWP as pharmacies print
them (custom; no text of law was read for the struk itself).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.documents import LicenceField, LicenceHolder, ReceiptForm

LICENCES = (
    LicenceField("sia", _("SIA (pharmacy licence)"), LicenceHolder.BRANCH),
    LicenceField("apj", _("Pharmacist in charge (APJ)"), LicenceHolder.BRANCH),
    LicenceField("sipa", _("SIPA (pharmacist's practice licence)"), LicenceHolder.PHARMACIST),
    LicenceField("npwp", _("NPWP (tax number)"), LicenceHolder.PHARMACY, False, identifier="npwp"),
)

_HEAD = ("shop", "address", "phone", "sia", "apj", "sipa", "npwp")
_BODY = ("number", "issued_at", "served_by", "ground", "items", "batch", "expiry", "discount")
_FOOT = ("rounding", "total", "payments", "change")


def receipt_form(*, registered: bool, all_nil: bool = False) -> ReceiptForm:
    """The struk; a PKP shop's also shows the tax base and the PPN inside its prices."""
    if not registered or all_nil:
        return ReceiptForm("struk", _("Receipt"), (*_HEAD, *_BODY, *_FOOT))
    fields = (*_HEAD, *_BODY, *_FOOT, "taxable", "taxes")
    return ReceiptForm("struk", _("Receipt"), fields, (_("Prices include PPN."),))
