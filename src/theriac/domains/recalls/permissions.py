"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

RECALL_STOCK = permission(
    "stock.recall",
    _("open and close recalls"),
    _(
        "Freezes recalled batches at every branch. Closes the recall when all units are "
        "accounted for."
    ),
    roles="owner manager pharmacist",
)


SETTLE_RECALL = permission(
    "stock.recall_units",
    _("account for recalled units"),
    _("Records the found, returned and missing units of a recalled batch."),
    roles="owner manager pharmacist restocker",
    methods="inventory",
)
