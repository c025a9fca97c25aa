"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

RECEIVE_ELECTRONIC = permission(
    "eprescriptions.receive",
    _("send electronic prescriptions to a branch"),
    _("For the program that passes signed prescriptions on. It reads nothing else."),
    roles="owner",
)
VIEW_ELECTRONIC = permission(
    "eprescriptions.view",
    _("view the list of electronic prescriptions"),
    _("Sender, time and status, without names or medicines."),
    roles="owner manager pharmacist technician auditor",
)
MANAGE_SYSTEMS = permission(
    "eprescriptions.manage_systems",
    _("register prescribing systems and their keys"),
    _("Decides whose signed prescriptions a branch accepts."),
    privileged=True,
    roles="owner administrator",
)
