"""Where what lacks and what expires stand in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.replenishment.queries.alerts import unseen_alerts
from theriac.domains.replenishment.queries.wants import open_wants
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand


def unseen_here(actor: Actor) -> QuerySet[Any] | None:
    """The open alerts at the branch that nobody acknowledged."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return unseen_alerts(actor=actor, branch_id=actor.branch_id)


def wanted_here(actor: Actor) -> QuerySet[Any] | None:
    """The entries of the branch's want list that nobody took yet."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return open_wants(actor=actor, branch_id=actor.branch_id)


ITEMS = (
    NavItem(
        Topic.EXPIRY,
        _("Expiry"),
        "hourglass-split",
        "backoffice:stock_expiry",
        VIEW_STOCK,
        order=15,
        words=_("expired near short-dated ED"),
    ),
    NavItem(
        Topic.EXPIRY,
        _("Alerts"),
        "bell",
        "backoffice:alert_list",
        VIEW_STOCK,
        order=20,
        badge=unseen_here,
        words=_("warnings low minimum"),
    ),
    NavItem(
        Topic.ORDERS,
        _("Want list"),
        "journal-check",
        "backoffice:want_list",
        VIEW_STOCK,
        order=40,
        badge=wanted_here,
        words=_("shortage missing order defecta"),
    ),
    NavItem(
        Topic.STOCK_REPORTS,
        _("Days of cover"),
        "calendar-range",
        "backoffice:stock_cover",
        VIEW_STOCK,
        order=20,
    ),
)
COMMANDS = (
    PaletteCommand(
        _("View the expiry board"), "hourglass-split", "backoffice:stock_expiry", VIEW_STOCK
    ),
    PaletteCommand(_("Add manually"), "journal-plus", "backoffice:want_find", KEEP_WANTS),
    PaletteCommand(_("View want list"), "journal-check", "backoffice:want_list", VIEW_STOCK),
    PaletteCommand(_("View alerts"), "bell", "backoffice:alert_list", VIEW_STOCK),
)
