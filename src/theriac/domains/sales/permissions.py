"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

SELL = permission(
    "sales.sell",
    _("sell"),
    _("Signs in at a counter and sells. API clients with this permission sell through the API."),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
VIEW_SALES = permission(
    "sales.view",
    _("view sales and receipts"),
    _("Views sales, receipts and daily results without changing them."),
    roles="owner manager pharmacist technician cashier auditor",
    methods="customers",
)
COPY_RECEIPT = permission(
    "sales.copy_receipt",
    _("print copies of receipts"),
    _("Reprints older receipts of the branch, marked as copies. Each copy is recorded."),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
PERMIT_GROUND = permission(
    "sales.ground",
    _("approve prescription-only lines"),
    _("Takes responsibility for prescription-only medicines. This permission is for pharmacists."),
    roles="owner manager pharmacist",
    methods="customers",
)
TRAIN = permission(
    "sales.train",
    _("start training at a counter"),
    _("Switches a counter to training, where nothing is sold for real, and back."),
    roles="owner manager pharmacist",
)
SETTLE_CASE = permission(
    "sales.settle",
    _("settle discrepancies of sales"),
    _("Settles discrepancies between counters and records, and decides on sales on hold."),
    roles="owner manager pharmacist",
)
APPROVE_DISCOUNT = permission(
    "sales.approve_discount",
    _("approve discounts above the limit"),
    _("Approves discounts above the branch’s limit for other people’s sales."),
    roles="owner manager",
)
