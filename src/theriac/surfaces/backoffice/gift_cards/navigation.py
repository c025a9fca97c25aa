"""Where gift cards stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.gift_cards.permissions import ISSUE_GIFT_CARDS, VIEW_GIFT_CARDS
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.CUSTOMER_ACCOUNTS,
        _("Gift cards"),
        "gift",
        "backoffice:gift_card_list",
        VIEW_GIFT_CARDS,
        order=52,
        words=_("voucher present prepaid balance"),
    ),
)
COMMANDS = (
    PaletteCommand(_("Issue a gift card"), "plus-lg", "backoffice:gift_card_new", ISSUE_GIFT_CARDS),
)
