"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_CREDIT = permission(
    "credit.view",
    _("view credit accounts and what they owe"),
    _("Patients’ names need their own permission."),
    roles="owner manager pharmacist technician cashier auditor",
    methods="customers",
)
MANAGE_CREDIT = permission(
    "credit.manage",
    _("open, edit, block and close credit accounts"),
    roles="owner manager",
)
SET_CREDIT_LIMIT = permission(
    "credit.limit",
    _("set credit limits"),
    _("Decides how much a customer may owe."),
    roles="owner manager",
)
RECEIVE_CREDIT_PAYMENTS = permission(
    "credit.receive",
    _("receive payments on credit accounts"),
    roles="owner manager pharmacist technician cashier",
    methods="customers",
)
REVERSE_CREDIT_PAYMENTS = permission(
    "credit.reverse",
    _("reverse payments on credit accounts and pay out balances"),
    roles="owner manager",
)
APPROVE_OVER_LIMIT = permission(
    "credit.approve",
    _("approve sales above a credit limit"),
    roles="owner manager",
)
