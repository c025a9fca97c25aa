"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_STOCK = permission(
    "stock.view",
    _("view stock, batches and stock cards"),
    _("Views the stock, batch by batch, and all movements."),
    roles="owner manager pharmacist technician cashier restocker auditor",
    methods="inventory customers",
)
SEE_COSTS = permission(
    "stock.costs",
    _("view stock costs"),
    _(
        "Shows the cost and value of stock next to its quantities: on pages, in files, on "
        "paper and in the API."
    ),
    roles="owner manager pharmacist restocker auditor",
    methods="inventory",
)
RESERVE_STOCK = permission(
    "stock.reserve",
    _("reserve and release stock"),
    _("Reserves stock for a customer or an order until a set time."),
    roles="owner manager pharmacist technician cashier restocker",
    methods="inventory customers",
)
OPEN_STOCK = permission(
    "stock.opening",
    _("enter opening stock"),
    _("Enters the stock that existed before the system was used, with batch, expiry and cost."),
    roles="owner manager",
    methods="inventory",
)
ADJUST_STOCK = permission(
    "stock.adjust",
    _("adjust stock with a reason"),
    _("Books stock adjustments and corrects batches."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
WRITE_OFF_STOCK = permission(
    "stock.write_off",
    _("write off stock"),
    _("Writes off broken, expired or lost stock, with a reason."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
HOLD_STOCK = permission(
    "stock.hold",
    _("put batches on hold"),
    _("Puts a doubtful batch on hold at all branches, with a reason."),
    roles="owner manager pharmacist technician restocker",
    methods="inventory",
)
RELEASE_STOCK = permission(
    "stock.release",
    _("release batches on hold"),
    _("Releases batches that are on hold."),
    roles="owner manager pharmacist",
)
REVERSE_MOVEMENT = permission(
    "stock.reverse",
    _("add reversing entries"),
    _("Adds a reversing entry for a wrong movement. The original stays visible."),
    roles="owner manager",
    methods="inventory",
)
APPROVE_CHANGE = permission(
    "stock.approve",
    _("approve other people’s stock changes"),
    _(
        "Approves other people’s changes: high-value stock changes, and the expiry or number "
        "of a batch."
    ),
    roles="owner manager",
)
