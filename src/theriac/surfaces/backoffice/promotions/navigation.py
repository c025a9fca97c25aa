"""Where promotions stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.promotions.permissions import SET_PROMOTIONS, VIEW_PROMOTIONS
from theriac.surfaces.backoffice.shell.menu.areas import Area
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Area.PRODUCTS,
        _("Promotions"),
        "tag",
        "backoffice:promotion_list",
        VIEW_PROMOTIONS,
        order=57,
        words=_("coupon bundle discount campaign offer voucher buy get free"),
    ),
)
COMMANDS = (PaletteCommand(_("Add promotion"), "tag", "backoffice:promotion_new", SET_PROMOTIONS),)
