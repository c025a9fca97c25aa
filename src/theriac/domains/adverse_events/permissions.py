"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_ADVERSE_EVENTS = permission(
    "adverse_events.view",
    _("view the list of adverse event reports"),
    _("State, seriousness and medicines, without patients. Opening one needs its own permission."),
    roles="owner manager pharmacist technician auditor",
)
OPEN_ADVERSE_EVENTS = permission(
    "adverse_events.open",
    _("open adverse event reports"),
    _("Patient, reaction and medicines. Each look is logged."),
    roles="owner pharmacist technician",
)
REPORT_ADVERSE_EVENTS = permission(
    "adverse_events.report",
    _("write, send and withdraw adverse event reports"),
    roles="owner pharmacist technician",
)
ASSESS_ADVERSE_EVENTS = permission(
    "adverse_events.assess",
    _("assess the causality of adverse events"),
    _("For pharmacists: Naranjo questionnaire, WHO-UMC category and the reporting period."),
    roles="owner pharmacist",
)
