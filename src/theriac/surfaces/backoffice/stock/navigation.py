"""Where stock stands in the navigation and the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.stock.permissions import RECEIVE_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.alerts import count_low
from theriac.surfaces.backoffice.shell.navigation import Command, NavItem, Section


def low_here(actor: Actor) -> int | None:
    """How many products are below their minimum at the branch that is worked in."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return count_low(actor=actor, branch_id=actor.branch_id)


ITEMS = (
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
)
COMMANDS = (
    Command(_("Receive goods"), "box-arrow-in-down", "backoffice:stock_receive", RECEIVE_STOCK),
    Command(_("Look at batches and expiries"), "upc", "backoffice:stock_batches", VIEW_STOCK),
)
