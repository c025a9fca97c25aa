"""Where clinical interventions stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.interventions.permissions import RECORD_INTERVENTIONS, VIEW_INTERVENTIONS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.CARE,
        _("Interventions"),
        "telephone",
        "backoffice:intervention_list",
        VIEW_INTERVENTIONS,
        order=8,
        words=_("clinical intervention call doctor prescriber problem"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("Record an intervention"),
        "telephone-plus",
        "backoffice:intervention_new",
        RECORD_INTERVENTIONS,
    ),
    PaletteCommand(
        _("View interventions"),
        "telephone",
        "backoffice:intervention_list",
        VIEW_INTERVENTIONS,
    ),
    PaletteCommand(
        _("View the intervention report"),
        "bar-chart",
        "backoffice:intervention_report",
        VIEW_INTERVENTIONS,
    ),
)
