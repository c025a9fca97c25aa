"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

RECORD_COLD = permission(
    "stock.cold_record",
    _("record temperatures"),
    _("Sends or brings in what the thermometers of cold places say."),
    roles="owner manager pharmacist technician restocker",
    methods="inventory",
)


MANAGE_COLD = permission(
    "stock.cold_manage",
    _("set up cold places"),
    _("Says which sensor hangs where, and its limits."),
    roles="owner manager pharmacist",
)


ASSESS_COLD = permission(
    "stock.cold_assess",
    _("assess goods that were too warm or too cold"),
    _("Decides for each held batch whether it is released, set apart or destroyed."),
    roles="owner pharmacist",
)
