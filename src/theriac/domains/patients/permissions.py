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
    _("see patients' contacts, addresses, numbers and insurance"),
    roles="owner manager pharmacist technician",
)
VIEW_CLINICAL = permission(
    "patients.clinical",
    _("see and record patients' allergies, conditions and notes"),
    roles="owner pharmacist technician",
)
MANAGE_PATIENTS = permission(
    "patients.manage",
    _("register patients and change their records"),
    roles="owner manager pharmacist technician",
)
MERGE_PATIENTS = permission(
    "patients.merge",
    _("merge records of the same patient and undo it"),
    roles="owner manager pharmacist",
)
OPEN_RESTRICTED = permission(
    "patients.restricted",
    _("open restricted records of patients"),
    _("Sees records that are kept only because the law asks; each opening says why."),
    privileged=True,
    roles="owner",
)
ANALYSE_PATIENTS = permission(
    "patients.analyse",
    _("take patients’ data without names for analysis"),
    _("Takes a file in which nobody is alone: bands of birth years, sex, region, coded facts."),
    privileged=True,
    roles="owner",
)
ERASE_PATIENTS = permission(
    "patients.erase",
    _("answer a patient's request: export their record, erase it"),
    privileged=True,
    roles="owner",
)
