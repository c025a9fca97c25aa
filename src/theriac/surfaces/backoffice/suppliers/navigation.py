"""Where suppliers stand in the navigation and the palette."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS, VIEW_SUPPLIERS
from theriac.domains.suppliers.queries import list_suppliers, matching
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import (
    FoundRecord,
    NavItem,
    PaletteCommand,
    is_named,
)

MOST_FOUND = 5

ITEMS = (
    NavItem(
        Topic.SUPPLIERS,
        _("Suppliers"),
        "truck",
        "backoffice:supplier_list",
        VIEW_SUPPLIERS,
        order=20,
        words=_("vendor distributor wholesaler PBF"),
    ),
)

COMMANDS = (
    PaletteCommand(_("New supplier"), "plus-lg", "backoffice:supplier_new", MANAGE_SUPPLIERS),
    PaletteCommand(_("View suppliers"), "truck", "backoffice:supplier_list", VIEW_SUPPLIERS),
    PaletteCommand(
        _("View supplier scorecards"),
        "speedometer2",
        "backoffice:supplier_scores",
        VIEW_RECEIPTS,
    ),
)


def find_suppliers(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """Suppliers by name or code."""
    if not actor.may_anywhere(VIEW_SUPPLIERS):
        return []
    rows = matching(list_suppliers(actor=actor), text).order_by("name", "id")[:MOST_FOUND]
    return [
        FoundRecord(
            row.name,
            "truck",
            reverse("backoffice:supplier_detail", args=[row.pk]),
            row.code,
            named=is_named(text, row.name, row.code),
        )
        for row in rows
    ]


SEARCHES = (find_suppliers,)
