"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_PATIENTS = permission(
    "patients.view",
    _("find patients by name and see their birth date"),
    roles="owner manager pharmacist technician cashier",
)
VIEW_IDENTITY = permission(
    "patients.identity",
    _("view patients' contacts, addresses, numbers and insurance"),
    roles="owner manager pharmacist technician",
)
VIEW_CLINICAL = permission(
    "patients.clinical",
    _("view and record patients' allergies, conditions and notes"),
    roles="owner pharmacist technician",
)
MANAGE_PATIENTS = permission(
    "patients.manage",
    _("register patients and edit their records"),
    roles="owner manager pharmacist technician",
)
MERGE_PATIENTS = permission(
    "patients.merge",
    _("merge duplicate patient records and undo merges"),
    roles="owner manager pharmacist",
)
OPEN_RESTRICTED = permission(
    "patients.restricted",
    _("open restricted patient records"),
    _(
        "View records that are kept only because the law requires it. A reason is required "
        "each time."
    ),
    privileged=True,
    roles="owner",
)
ANALYSE_PATIENTS = permission(
    "patients.analyse",
    _("export anonymised patient data for analysis"),
    _(
        "Export an anonymised file in which no person is unique: birth year ranges, sex, "
        "region and coded facts."
    ),
    privileged=True,
    roles="owner",
)
ERASE_PATIENTS = permission(
    "patients.erase",
    _("process a patient's request: export or erase their record"),
    privileged=True,
    roles="owner",
)
