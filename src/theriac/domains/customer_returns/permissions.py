"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

ACCEPT_RETURNS = permission(
    "customer_returns.accept",
    _("accept returns from customers"),
    _("Takes goods back by their receipt and refunds them. Some returns need an approval."),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
APPROVE_RETURNS = permission(
    "customer_returns.approve",
    _("approve returns from customers"),
    _(
        "Approves returns of another day, above the limit, without a receipt, or refunded in "
        "another way than they were paid."
    ),
    roles="owner manager",
)
