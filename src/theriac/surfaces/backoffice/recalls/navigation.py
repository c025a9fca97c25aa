"""Where recalls stand in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.recalls.queries.public_lists import what_waits
from theriac.domains.recalls.queries.recalls import open_recalls
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand


def waiting(actor: Actor) -> QuerySet[Any] | None:
    """The recalls that are open, and findings of public lists for who may settle them."""
    if actor.may_anywhere(RECALL_STOCK):
        return what_waits(actor=actor)
    return open_recalls(actor=actor) if actor.may_anywhere(VIEW_STOCK) else None


ITEMS = (
    NavItem(
        Topic.RECALLS,
        _("Recalls"),
        "megaphone",
        "backoffice:recall_list",
        VIEW_STOCK,
        order=55,
        badge=waiting,
        words=_("withdrawn faulty BPOM CDSCO"),
    ),
    NavItem(
        Topic.RECALLS,
        _("Public lists"),
        "megaphone",
        "backoffice:recall_lists",
        RECALL_STOCK,
        order=60,
        words=_("recalls of the authority"),
    ),
)
COMMANDS = (
    PaletteCommand(_("Open a recall"), "megaphone", "backoffice:recall_new", RECALL_STOCK),
    PaletteCommand(_("View recalls"), "megaphone", "backoffice:recall_list", VIEW_STOCK),
    PaletteCommand(_("Watch a public list"), "plus-lg", "backoffice:recall_list_new", RECALL_STOCK),
)
