"""Where stock stands in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.replenishment.queries.alerts import unseen_alerts
from theriac.domains.replenishment.queries.summary import low_products
from theriac.domains.replenishment.queries.wants import open_wants
from theriac.domains.stock.permissions import ADJUST_STOCK, RESERVE_STOCK, VIEW_STOCK
from theriac.domains.stocktaking.permissions import COUNT_STOCK, REVIEW_COUNT
from theriac.domains.transfers.permissions import TRANSFER
from theriac.domains.transfers.queries import coming_transfers
from theriac.surfaces.backoffice.shell.navigation import Command, NavItem, Section
from theriac.surfaces.backoffice.stock.labels.scanning import find_batches


def low_here(actor: Actor) -> QuerySet[Any] | None:
    """The products below their minimum at the branch that is worked in."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return low_products(actor=actor, branch_id=actor.branch_id)


def unseen_here(actor: Actor) -> QuerySet[Any] | None:
    """The open alerts at the branch that nobody acknowledged."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return unseen_alerts(actor=actor, branch_id=actor.branch_id)


def coming_here(actor: Actor) -> QuerySet[Any] | None:
    """The transfers on the way to the branch that is worked in."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return coming_transfers(actor=actor, branch_id=actor.branch_id)


TRANSFERS = NavItem(
    Section.STOCK_ROOM,
    _("Transfers"),
    "arrow-left-right",
    "backoffice:transfer_list",
    VIEW_STOCK,
    order=25,
    badge=coming_here,
)


def wanted_here(actor: Actor) -> QuerySet[Any] | None:
    """The entries of the branch's want list that nobody took yet."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return open_wants(actor=actor, branch_id=actor.branch_id)


ITEMS = (
    TRANSFERS,
    NavItem(
        Section.STOCK_ROOM,
        _("Stock"),
        "boxes",
        "backoffice:stock_list",
        VIEW_STOCK,
        order=20,
        tab=4,
        badge=low_here,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Expiry"),
        "hourglass-split",
        "backoffice:stock_expiry",
        VIEW_STOCK,
        order=24,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Alerts"),
        "bell",
        "backoffice:alert_list",
        VIEW_STOCK,
        order=26,
        badge=unseen_here,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Counts"),
        "clipboard-data",
        "backoffice:count_list",
        COUNT_STOCK,
        order=27,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Movements"),
        "arrow-left-right",
        "backoffice:stock_movements",
        VIEW_STOCK,
        order=28,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Want list"),
        "journal-check",
        "backoffice:want_list",
        VIEW_STOCK,
        order=30,
        badge=wanted_here,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Reserved"),
        "bookmark-check",
        "backoffice:reservation_list",
        VIEW_STOCK,
        order=31,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Cold places"),
        "thermometer-snow",
        "backoffice:cold_list",
        VIEW_STOCK,
        order=32,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Value and cover"),
        "cash-stack",
        "backoffice:stock_value",
        VIEW_STOCK,
        order=29,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Refused packs"),
        "upc-scan",
        "backoffice:serial_refusals",
        VIEW_STOCK,
        order=34,
    ),
    NavItem(
        Section.STOCK_ROOM,
        _("Bins"),
        "grid-3x3-gap",
        "backoffice:bin_list",
        VIEW_STOCK,
        order=33,
    ),
)
COMMANDS = (
    Command(_("Write a transfer"), "truck", "backoffice:transfer_new", TRANSFER),
    Command(_("Look at the transfers"), "truck", "backoffice:transfer_list", VIEW_STOCK),
    Command(_("Put away"), "upc-scan", "backoffice:bin_put", ADJUST_STOCK),
    Command(_("Bins"), "grid-3x3-gap", "backoffice:bin_list", VIEW_STOCK),
    Command(
        _("Look at the expiry board"), "hourglass-split", "backoffice:stock_expiry", VIEW_STOCK
    ),
    Command(_("Look at the cold places"), "thermometer-snow", "backoffice:cold_list", VIEW_STOCK),
    Command(
        _("Look at excursions of temperature"),
        "thermometer-half",
        "backoffice:excursion_list",
        VIEW_STOCK,
    ),
    Command(_("Look up a serial number"), "upc-scan", "backoffice:serial_life", VIEW_STOCK),
    Command(_("Look at refused packs"), "upc-scan", "backoffice:serial_refusals", VIEW_STOCK),
    Command(_("Write down what lacks"), "journal-plus", "backoffice:want_find", KEEP_WANTS),
    Command(_("Look at the want list"), "journal-check", "backoffice:want_list", VIEW_STOCK),
    Command(_("Reserve"), "bookmark-plus", "backoffice:reservation_find", RESERVE_STOCK),
    Command(
        _("Look at what is reserved"),
        "bookmark-check",
        "backoffice:reservation_list",
        VIEW_STOCK,
    ),
    Command(_("Look at the alerts"), "bell", "backoffice:alert_list", VIEW_STOCK),
    Command(_("Count stock"), "clipboard-data", "backoffice:count_list", COUNT_STOCK),
    Command(_("Begin a count"), "clipboard-plus", "backoffice:count_begin", REVIEW_COUNT),
    Command(
        _("Look at what consigned goods cost"), "box-seam", "backoffice:consignment_due", VIEW_STOCK
    ),
    Command(_("Look at batches and expiries"), "upc", "backoffice:stock_batches", VIEW_STOCK),
    Command(
        _("Look at every movement"), "arrow-left-right", "backoffice:stock_movements", VIEW_STOCK
    ),
    Command(_("Stock at a past moment"), "clock-history", "backoffice:stock_past", VIEW_STOCK),
    Command(_("Value of stock"), "cash-stack", "backoffice:stock_value", VIEW_STOCK),
    Command(_("Days of cover"), "calendar-range", "backoffice:stock_cover", VIEW_STOCK),
    Command(_("Proof of the books of stock"), "patch-check", "backoffice:stock_proof", VIEW_STOCK),
)
SEARCHES = (find_batches,)
