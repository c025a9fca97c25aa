"""Where transfers stand in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.transfers.permissions import TRANSFER
from theriac.domains.transfers.queries import coming_transfers
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand


def coming_here(actor: Actor) -> QuerySet[Any] | None:
    """The transfers on the way to the branch that is worked in."""
    if actor.branch_id is None or not actor.may(VIEW_STOCK, actor.branch_id):
        return None
    return coming_transfers(actor=actor, branch_id=actor.branch_id)


ITEMS = (
    NavItem(
        Topic.TRANSFERS,
        _("Transfers"),
        "arrow-left-right",
        "backoffice:transfer_list",
        VIEW_STOCK,
        order=35,
        badge=coming_here,
        words=_("send branch move"),
    ),
)
COMMANDS = (
    PaletteCommand(_("New transfer"), "truck", "backoffice:transfer_new", TRANSFER),
    PaletteCommand(_("View transfers"), "truck", "backoffice:transfer_list", VIEW_STOCK),
    PaletteCommand(
        _("Suggested transfers"), "truck", "backoffice:transfer_suggestions", VIEW_STOCK
    ),
)
