"""Where budgets stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.budgets.permissions import SET_BUDGETS, VIEW_BUDGETS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.FINANCE,
        _("Budgets"),
        "piggy-bank",
        "backoffice:budget_list",
        VIEW_BUDGETS,
        order=14,
        words=_("limit spend month category supplier plan"),
    ),
)
COMMANDS = (
    PaletteCommand(_("View budgets"), "piggy-bank", "backoffice:budget_list", VIEW_BUDGETS),
    PaletteCommand(_("Add budget"), "piggy-bank", "backoffice:budget_new", SET_BUDGETS),
)
