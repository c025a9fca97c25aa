"""Where bills and payments stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.purchasing.permissions import VIEW_BILLS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.SUPPLIERS,
        _("Bills"),
        "receipt",
        "backoffice:bill_list",
        VIEW_BILLS,
        order=25,
        words=_("invoices due pay debts suppliers ageing"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("Record a bill from before"), "clock-history", "backoffice:bill_new", ENTER_BOOKS
    ),
    PaletteCommand(_("Pay bills"), "cash-stack", "backoffice:bill_list", VIEW_BILLS),
    PaletteCommand(
        _("View payments to suppliers"), "cash-stack", "backoffice:payment_list", VIEW_BILLS
    ),
)
