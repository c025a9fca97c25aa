"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_RECEIPTS = permission(
    "purchasing.view",
    _("see goods receipts"),
    _("Deliveries with their lines, costs and invoices."),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
DRAFT_RECEIPT = permission(
    "purchasing.draft",
    _("write down a delivery"),
    _("Scans what came, line by line, and attaches the invoice. Moves no stock."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
CHECK_RECEIPT = permission(
    "purchasing.check",
    _("check a delivery"),
    _("Confirms that what is written is what came."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
POST_RECEIPT = permission(
    "purchasing.post",
    _("post a delivery into stock"),
    _("Puts the goods on the shelf with their cost; from then on they can be sold."),
    roles="owner manager pharmacist",
    methods="inventory",
)
REVERSE_RECEIPT = permission(
    "purchasing.reverse",
    _("reverse a posted delivery"),
    _("Takes the whole delivery out again by a counter-document."),
    roles="owner manager",
)
SET_TERMS = permission(
    "purchasing.terms",
    _("settle the rules of receiving"),
    _("What is short-dated, and the margins that propose selling prices."),
    shared=True,
    roles="owner manager",
)
VIEW_RETURNS = permission(
    "purchasing.view_returns",
    _("see returns to suppliers"),
    _("What went back, why, and which credit is awaited."),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
DRAFT_RETURN = permission(
    "purchasing.draft_return",
    _("put goods aside for a return to the supplier"),
    _("Writes down batches, quantities and reasons. Moves no stock."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
SEND_RETURN = permission(
    "purchasing.send_return",
    _("send goods back to a supplier"),
    _("Takes them out of stock, expired, held and recalled ones too, and awaits the credit."),
    roles="owner manager pharmacist",
)
SETTLE_RETURN = permission(
    "purchasing.settle_return",
    _("enter a supplier's credit notes"),
    _("Enters what was credited for a return, and closes it where the sums differ."),
    roles="owner manager pharmacist",
)
SETTLE_CONSIGNMENT = permission(
    "purchasing.settle_consignment",
    _("record payments for consigned goods"),
    _(
        "Records what was paid to a supplier for consigned goods that were sold, and withdraws it. "
        "Needs the right to see costs too."
    ),
    roles="owner manager",
)
