"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_INTERVENTIONS = permission(
    "interventions.view",
    _("view the list and report of clinical interventions"),
    _("Problem, cause, action and outcome, without names. Opening one needs its own permission."),
    roles="owner manager pharmacist technician auditor",
)
OPEN_INTERVENTIONS = permission(
    "interventions.open",
    _("open clinical interventions"),
    _("Patient and remarks. Each look is logged."),
    roles="owner pharmacist technician",
)
RECORD_INTERVENTIONS = permission(
    "interventions.record",
    _("record clinical interventions"),
    _("For pharmacists: problems found in a treatment, calls to prescribers and their outcome."),
    roles="owner pharmacist",
)
