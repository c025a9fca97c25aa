"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

RECORD_COLD = permission(
    "stock.cold_record",
    _("record temperatures"),
    _("Sends or uploads the readings of fridge thermometers."),
    roles="owner manager pharmacist technician restocker",
    methods="inventory",
)


MANAGE_COLD = permission(
    "stock.cold_manage",
    _("set up fridge sensors"),
    _("Assigns sensors to fridges and sets their limits."),
    roles="owner manager pharmacist",
)


ASSESS_COLD = permission(
    "stock.cold_assess",
    _("assess temperature excursions"),
    _("Releases, quarantines or destroys each batch held after a temperature excursion."),
    roles="owner pharmacist",
)
