"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_REGISTERS = permission(
    "controlled.view",
    _("view registers of controlled medicines"),
    _("Every line of the branch’s registers, with the running balance."),
    roles="owner manager pharmacist technician auditor",
    methods="inventory",
)
COUNT_CONTROLLED = permission(
    "controlled.count",
    _("count controlled medicines"),
    _("Enters the daily count, without seeing what the register has."),
    roles="owner manager pharmacist technician stocktaker",
    methods="inventory",
)
SETTLE_COUNT = permission(
    "controlled.settle",
    _("settle differences of controlled medicines"),
    _("Explains a difference that a count found; a second person signs it."),
    roles="owner manager pharmacist",
)
WITNESS_CONTROLLED = permission(
    "controlled.witness",
    _("sign for controlled medicines as the second person"),
    _(
        "Signs with PIN, badge or passkey when another person hands over a controlled medicine, "
        "changes its stock or settles a difference of its count."
    ),
    roles="owner manager pharmacist technician",
    methods="customers inventory",
)
SET_DISPENSING_LIMITS = permission(
    "controlled.limits",
    _("set limits of controlled medicines per patient"),
    _("How much of a class or substance one patient gets in so many days, at every branch."),
    roles="owner manager pharmacist",
    shared=True,
)
