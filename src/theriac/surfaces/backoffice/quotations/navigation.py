"""Where quotations stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.SALE_DOCUMENTS,
        _("Quotations"),
        "file-earmark-text",
        "backoffice:quotation_list",
        VIEW_SALES,
        order=50,
        words=_("quote estimate price offer to customer proforma"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View quotations"), "file-earmark-text", "backoffice:quotation_list", VIEW_SALES
    ),
)
