"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

SELL = permission(
    "sales.sell",
    _("sell"),
    _("Signs in at a counter and sells; a program with it sells through the API."),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
VIEW_SALES = permission(
    "sales.view",
    _("see sales and receipts"),
    _("Opens sales, receipts and what the day brought, without changing anything."),
    roles="owner manager pharmacist technician cashier auditor",
    methods="customers",
)
COPY_RECEIPT = permission(
    "sales.copy_receipt",
    _("print copies of receipts"),
    _("Prints an older receipt of the branch again, marked as a copy; each copy is recorded."),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
PERMIT_GROUND = permission(
    "sales.ground",
    _("permit prescription-only lines"),
    _("Answers for a medicine that the law ties to a prescription; a pharmacist's right."),
    roles="owner manager pharmacist",
    methods="customers",
)
SETTLE_CASE = permission(
    "sales.settle",
    _("settle discrepancies of sales"),
    _("Decides where a counter and the books disagree, and about sales that are held."),
    roles="owner manager pharmacist",
)
APPROVE_DISCOUNT = permission(
    "sales.approve_discount",
    _("approve a discount above the limit"),
    _("Confirms, for somebody else's sale, a discount that the branch doesn't let them give."),
    roles="owner manager",
)
