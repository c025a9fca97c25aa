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
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.PATIENTS,
        _("Patients"),
        "person-vcard",
        "backoffice:patient_list",
        VIEW_PATIENTS,
        order=10,
        words=_("customer allergy record"),
    ),
    NavItem(
        Topic.PATIENTS,
        _("Possible duplicates"),
        "people",
        "backoffice:patient_duplicates",
        MERGE_PATIENTS,
        order=20,
    ),
    NavItem(
        Topic.PATIENTS,
        _("Restricted records"),
        "person-lock",
        "backoffice:restricted_list",
        OPEN_RESTRICTED,
        order=30,
    ),
    NavItem(
        Topic.PATIENTS,
        _("Data for analysis"),
        "bar-chart",
        "backoffice:patient_analysis",
        ANALYSE_PATIENTS,
        order=40,
    ),
)

COMMANDS = (
    PaletteCommand(_("Find patient"), "search", "backoffice:patient_list", VIEW_PATIENTS),
    PaletteCommand(_("Register patient"), "person-plus", "backoffice:patient_new", MANAGE_PATIENTS),
    PaletteCommand(
        _("Find duplicate patient records"),
        "people",
        "backoffice:patient_duplicates",
        MERGE_PATIENTS,
    ),
    PaletteCommand(
        _("Export data for analysis"), "bar-chart", "backoffice:patient_analysis", ANALYSE_PATIENTS
    ),
    PaletteCommand(
        _("View restricted records"), "person-lock", "backoffice:restricted_list", OPEN_RESTRICTED
    ),
)
