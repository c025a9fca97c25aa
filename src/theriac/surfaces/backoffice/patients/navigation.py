"""Where patients stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.patients.permissions import (
    ANALYSE_PATIENTS,
    MANAGE_PATIENTS,
    MERGE_PATIENTS,
    OPEN_RESTRICTED,
    VIEW_PATIENTS,
)
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand, Section

ITEMS = (
    NavItem(
        Section.SELL,
        _("Patients"),
        "person-vcard",
        "backoffice:patient_list",
        VIEW_PATIENTS,
        order=40,
        words=_("customer allergy record"),
    ),
)

COMMANDS = (
    PaletteCommand(_("Find a patient"), "search", "backoffice:patient_list", VIEW_PATIENTS),
    PaletteCommand(
        _("Register a patient"), "person-plus", "backoffice:patient_new", MANAGE_PATIENTS
    ),
    PaletteCommand(
        _("Look for records of the same patient"),
        "people",
        "backoffice:patient_duplicates",
        MERGE_PATIENTS,
    ),
    PaletteCommand(
        _("Take data for analysis"), "bar-chart", "backoffice:patient_analysis", ANALYSE_PATIENTS
    ),
    PaletteCommand(
        _("See restricted records"), "person-lock", "backoffice:restricted_list", OPEN_RESTRICTED
    ),
)
