"""Where promotions stand in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.promotions.permissions import SET_PROMOTIONS, VIEW_PROMOTIONS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.PRICES,
        _("Promotions"),
        "tag",
        "backoffice:promotion_list",
        VIEW_PROMOTIONS,
        order=57,
        words=_("coupon bundle discount campaign offer voucher buy get free"),
    ),
    NavItem(
        Topic.PRICES,
        _("Near-expiry prices"),
        "hourglass-split",
        "backoffice:markdown_list",
        SET_PRICES,
        order=58,
        words=_("markdown expiry discount batch margin"),
    ),
    NavItem(
        Topic.STOCK_REPORTS,
        _("Generic savings"),
        "arrow-left-right",
        "backoffice:brand_month_list",
        VIEW_SALES,
        order=16,
        words=_("brand equivalent substitute cheaper saving month"),
    ),
)
COMMANDS = (PaletteCommand(_("Add promotion"), "tag", "backoffice:promotion_new", SET_PROMOTIONS),)
