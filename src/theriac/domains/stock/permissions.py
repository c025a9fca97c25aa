"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_STOCK = permission(
    "stock.view",
    _("see stock, batches and stock cards"),
    _("Opens what is on the shelf, batch by batch, and each movement."),
    roles="owner manager pharmacist technician cashier restocker auditor",
    methods="inventory customers",
)
SEE_COSTS = permission(
    "stock.costs",
    _("see what stock cost"),
    _(
        "Shows what goods cost and what stock is worth beside their quantities: on pages, in "
        "files, on paper and to programs."
    ),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
RESERVE_STOCK = permission(
    "stock.reserve",
    _("reserve stock and release it"),
    _("Keeps goods for a customer or an order until an instant; nobody else sells them."),
    roles="owner manager pharmacist technician cashier restocker",
    methods="inventory customers",
)
OPEN_STOCK = permission(
    "stock.opening",
    _("bring opening stock in"),
    _("Books what lay on the shelves before the books began, with batch, expiry and cost."),
    roles="owner manager",
    methods="inventory",
)
ADJUST_STOCK = permission(
    "stock.adjust",
    _("adjust stock with a reason"),
    _("Books what a count found, and corrects a batch."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
WRITE_OFF_STOCK = permission(
    "stock.write_off",
    _("write off stock"),
    _("Takes broken, expired or lost goods off the shelf, with the reason."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
HOLD_STOCK = permission(
    "stock.hold",
    _("hold a batch back"),
    _("Keeps a doubtful batch from being sold at every branch, with the reason."),
    roles="owner manager pharmacist technician restocker",
    methods="inventory",
)
RELEASE_STOCK = permission(
    "stock.release",
    _("release a held batch"),
    _("Lets a batch be sold again that somebody held back."),
    roles="owner manager pharmacist",
)
REVERSE_MOVEMENT = permission(
    "stock.reverse",
    _("reverse a movement by an opposite one"),
    _("Answers a wrong booking; the first one stays to be seen."),
    roles="owner manager",
    methods="inventory",
)
APPROVE_CHANGE = permission(
    "stock.approve",
    _("approve somebody else's change of stock"),
    _(
        "Confirms what somebody else changes: stock of high value, and the expiry or number of a "
        "batch."
    ),
    roles="owner manager",
)
