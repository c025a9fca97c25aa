"""Where customers' returns stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.SALES,
        _("Customer returns"),
        "arrow-return-left",
        "backoffice:customer_return_list",
        VIEW_SALES,
        order=15,
        words=_("refund credit note exchange"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("Return without a receipt"),
        "arrow-return-left",
        "backoffice:customer_return_unreceipted",
        ACCEPT_RETURNS,
    ),
)
