"""Where stock stands in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.replenishment.queries.summary import low_products
from theriac.domains.stock.permissions import (
    ADJUST_STOCK,
    OPEN_STOCK,
    RESERVE_STOCK,
    SEE_COSTS,
    VIEW_STOCK,
)
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand
from theriac.surfaces.backoffice.stock.batches.scanned import find_batches


def low_here(actor: Actor) -> QuerySet[Any] | None:
    """The products below their minimum at the branch that is worked in."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return low_products(actor=actor, branch_id=actor.branch_id)


ITEMS = (
    NavItem(
        Topic.STOCK,
        _("Stock"),
        "boxes",
        "backoffice:stock_list",
        VIEW_STOCK,
        order=10,
        badge=low_here,
    ),
    NavItem(
        Topic.STOCK,
        _("Movements"),
        "arrow-left-right",
        "backoffice:stock_movements",
        VIEW_STOCK,
        order=30,
        words=_("ledger history in out"),
    ),
    NavItem(
        Topic.TRANSFERS,
        _("Reserved"),
        "bookmark-check",
        "backoffice:reservation_list",
        VIEW_STOCK,
        order=40,
    ),
    NavItem(
        Topic.FINANCE,
        _("Stock value"),
        "cash-stack",
        "backoffice:stock_value",
        SEE_COSTS,
        order=10,
        words=_("reports money worth days left"),
    ),
    NavItem(
        Topic.TRANSFERS,
        _("Locations"),
        "grid-3x3-gap",
        "backoffice:bin_list",
        VIEW_STOCK,
        order=45,
        words=_("bins location shelf rack place"),
    ),
    NavItem(
        Topic.STOCK,
        _("Batches"),
        "upc",
        "backoffice:stock_batches",
        VIEW_STOCK,
        order=25,
    ),
    NavItem(
        Topic.RECEIPTS,
        _("Consigned goods"),
        "box-seam",
        "backoffice:consignment_due",
        VIEW_STOCK,
        order=50,
    ),
    NavItem(
        Topic.STOCK_REPORTS,
        _("Past stock"),
        "clock-history",
        "backoffice:stock_past",
        VIEW_STOCK,
        order=30,
    ),
    NavItem(
        Topic.CHECKS,
        _("Nightly stock check"),
        "patch-check",
        "backoffice:stock_proof",
        VIEW_STOCK,
        order=45,
    ),
)
COMMANDS = (
    PaletteCommand(_("Enter opening stock"), "box-seam", "backoffice:opening_stock", OPEN_STOCK),
    PaletteCommand(_("Put away"), "upc-scan", "backoffice:bin_put", ADJUST_STOCK),
    PaletteCommand(_("Reserve"), "bookmark-plus", "backoffice:reservation_find", RESERVE_STOCK),
    PaletteCommand(
        _("View reservations"),
        "bookmark-check",
        "backoffice:reservation_list",
        VIEW_STOCK,
    ),
    PaletteCommand(
        _("View batches and expiry dates"), "upc", "backoffice:stock_batches", VIEW_STOCK
    ),
    PaletteCommand(
        _("View all movements"), "arrow-left-right", "backoffice:stock_movements", VIEW_STOCK
    ),
    PaletteCommand(_("Add location"), "plus-lg", "backoffice:bin_add", ADJUST_STOCK),
    PaletteCommand(_("Location labels"), "printer", "backoffice:bin_labels", VIEW_STOCK),
)
SEARCHES = (find_batches,)
