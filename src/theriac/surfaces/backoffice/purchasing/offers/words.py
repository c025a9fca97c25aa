"""How offers read."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.offers.rules.unit_costs import CostStepKind
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    reading=(_("Being read"), "hourglass-split", "note"),
    draft=(_("To be checked"), "eye", "look"),
    confirmed=(_("Confirmed"), "check-circle-fill", "go"),
    withdrawn=(_("Withdrawn"), "archive", "line"),
)
JOBS = States(
    queued=(_("Waiting to be read"), "hourglass-split", "note"),
    sent=(_("Being read"), "arrow-repeat", "note"),
    done=(_("Read"), "check-circle-fill", "go"),
    failed=(_("Not read"), "exclamation-octagon", "stop"),
)


def state_badge(state: str, *, is_unread: bool) -> SafeString:
    """The offer's state; of one whose file couldn't be read that."""
    return JOBS.badge("failed") if state == "reading" and is_unread else STATES.badge(state)


JOB_TITLES: dict[str, Text] = {
    "queued": _("Reading has to wait"),
    "failed": _("This file could not be read"),
}
WHY: dict[str, Text] = {
    "": _("No product found"),
    "code": _("By the supplier’s code"),
    "gtin": _("By barcode"),
    "alias": _("By the supplier’s name for it, learnt before"),
    "name": _("By a similar name"),
    "person": _("Chosen by a person"),
}
SUPPLIER_BY: dict[str, Text] = {
    "name": _("Guessed from the name on the offer"),
    "tax_number": _("Guessed from the tax number on the offer"),
    "earlier": _("Guessed from earlier offers of this sender"),
    "file": _("Guessed from the same file before"),
}
COLUMN_FIELDS: dict[str, Text] = {
    "product": _("Product name"),
    "code": _("Supplier code"),
    "gtin": _("Barcode"),
    "manufacturer": _("Manufacturer"),
    "content": _("Active substance"),
    "pack": _("Pack"),
    "unit": _("Unit"),
    "batch": _("Batch number"),
    "expires_on": _("Expiry"),
    "price": _("Price"),
    "price_with_tax": _("Price with tax"),
    "price_after_discount": _("Price after discount"),
    "discount_percent": _("Discount, percent"),
    "discount_amount": _("Discount, amount"),
    "tax_percent": _("Tax, percent"),
    "tax_amount": _("Tax, amount"),
    "bonus": _("Free goods"),
    "minimum": _("Minimum order"),
    "stock": _("Supplier’s stock"),
    "quantity": _("Quantity"),
    "amount": _("Line total"),
    "mrp": _("Printed maximum price (MRP)"),
    "valid_until": _("Valid until"),
}
"""What may stand in a column of a supplier's list, by the engine's names."""
FAULTS: dict[str, Text] = {
    "price": _("The price can’t be understood."),
    "price_with_tax": _("The price with tax can’t be understood."),
    "price_after_discount": _("The price after discount can’t be understood."),
    "discount_percent": _("The discount can’t be understood."),
    "discount_amount": _("The discount can’t be understood."),
    "tax_percent": _("The tax rate can’t be understood."),
    "bonus": _("The free goods can’t be understood."),
    "minimum": _("The minimum can’t be understood."),
    "expires_on": _("The expiry date can’t be understood."),
    "valid_until": _("The end date can’t be understood."),
    "quantity": _("The quantity can’t be understood."),
    "mrp": _("The printed maximum price can’t be understood."),
    "currency": _("The paper is in another currency."),
    "contract": _("The document engine’s answer for this line can’t be used. Enter it by hand."),
}
STEPS: dict[CostStepKind, Text] = {
    CostStepKind.PRICE: _("Price"),
    CostStepKind.DISCOUNT: _("Discount"),
    CostStepKind.TAX_TAKEN_OUT: _("Reclaimed tax"),
    CostStepKind.TAX: _("Tax"),
    CostStepKind.FREIGHT: _("Share of freight"),
}


def fault_words(faults: Any) -> list[Text]:
    """What couldn't be understood, each once."""
    return list(dict.fromkeys(FAULTS.get(one, FAULTS["contract"]) for one in faults))
