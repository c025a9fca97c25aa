"""Where credit accounts stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.credit.permissions import MANAGE_CREDIT, VIEW_CREDIT
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.CUSTOMER_ACCOUNTS,
        _("Credit accounts"),
        "person-vcard",
        "backoffice:credit_list",
        VIEW_CREDIT,
        order=17,
        words=_("pay later monthly bill owed receivables statement limit"),
    ),
)
COMMANDS = (
    PaletteCommand(_("Open a credit account"), "plus-lg", "backoffice:credit_new", MANAGE_CREDIT),
)
