"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_RECEIPTS = permission(
    "purchasing.view",
    _("view goods receipts"),
    _("Goods receipts with their lines, costs and invoices."),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
DRAFT_RECEIPT = permission(
    "purchasing.draft",
    _("enter goods receipts"),
    _("Scans the goods line by line and attaches the invoice. Doesn’t change stock."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
CHECK_RECEIPT = permission(
    "purchasing.check",
    _("check goods receipts"),
    _("Confirms that the goods receipt matches the goods."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
POST_RECEIPT = permission(
    "purchasing.post",
    _("post goods receipts"),
    _("Adds the goods to stock with their cost. They can be sold from then on."),
    roles="owner manager pharmacist",
    methods="inventory",
)
REVERSE_RECEIPT = permission(
    "purchasing.reverse",
    _("reverse goods receipts"),
    _("Takes a whole goods receipt out of stock with a reversing document."),
    roles="owner manager",
)
APPROVE_MATCH = permission(
    "purchasing.approve_match",
    _("approve goods receipts above their purchase order"),
    _("A delivery or invoice asks or brings more than was ordered."),
    roles="owner manager",
)
SET_TERMS = permission(
    "purchasing.terms",
    _("change goods receipt settings"),
    _("The short-dated limit, and the margins for suggested selling prices."),
    shared=True,
    roles="owner manager",
)
VIEW_RETURNS = permission(
    "purchasing.view_returns",
    _("view returns to suppliers"),
    _("Returns with their reasons and outstanding credit."),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
DRAFT_RETURN = permission(
    "purchasing.draft_return",
    _("prepare returns to suppliers"),
    _("Prepares returns with batches, quantities and reasons. Doesn’t change stock."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
SEND_RETURN = permission(
    "purchasing.send_return",
    _("send returns to suppliers"),
    _(
        "Takes returned goods out of stock, including expired, held and recalled ones. The "
        "credit is then outstanding."
    ),
    roles="owner manager pharmacist",
)
SETTLE_RETURN = permission(
    "purchasing.settle_return",
    _("enter supplier credit notes"),
    _("Enters credit notes for returns, and closes returns whose amounts differ."),
    roles="owner manager pharmacist",
)
SETTLE_CONSIGNMENT = permission(
    "purchasing.settle_consignment",
    _("record payments for consigned goods"),
    _(
        "Records and withdraws payments to suppliers for consigned goods that were sold. "
        "Also needs permission to view costs."
    ),
    roles="owner manager",
)
VIEW_BILLS = permission(
    "purchasing.view_bills",
    _("view supplier bills and payments"),
    _("What is owed to suppliers, when it is due, and what was paid."),
    roles="owner manager auditor",
)
PAY_SUPPLIERS = permission(
    "purchasing.pay",
    _("record payments to suppliers"),
    _("Marks supplier bills as paid from cash or bank, and withdraws a payment made by mistake."),
    roles="owner manager",
)
