"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_PRESCRIPTIONS = permission(
    "prescriptions.view",
    _("view the prescription board"),
    _("States, times and prescribers. What a prescription says needs its own permission."),
    roles="owner manager pharmacist technician cashier auditor",
)
OPEN_PRESCRIPTIONS = permission(
    "prescriptions.open",
    _("open prescriptions and their pictures"),
    _("Patient, medicines and directions. Each look is logged with its reason."),
    roles="owner pharmacist technician",
)
RECEIVE_PRESCRIPTIONS = permission(
    "prescriptions.receive",
    _("take in, pause and cancel prescriptions"),
    roles="owner pharmacist technician",
)
REVIEW_PRESCRIPTIONS = permission(
    "prescriptions.review",
    _("review prescriptions: approve, query, refuse"),
    _("For pharmacists: decides whether medicines may be dispensed."),
    roles="owner pharmacist",
)
PREPARE_PRESCRIPTIONS = permission(
    "prescriptions.prepare",
    _("prepare prescriptions and record what is dispensed"),
    roles="owner pharmacist technician",
)
VERIFY_PRESCRIPTIONS = permission(
    "prescriptions.verify",
    _("verify prepared prescriptions"),
    _("High-risk medicines need another person than who prepared them."),
    roles="owner pharmacist",
)
HAND_OVER_PRESCRIPTIONS = permission(
    "prescriptions.hand_over",
    _("hand over and close prescriptions"),
    roles="owner pharmacist technician",
)
