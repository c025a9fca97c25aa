"""Where products stand in the navigation and the palette."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.catalog.permissions import (
    MANAGE_CATALOG,
    MERGE_PRODUCTS,
    SET_PRICES,
    VIEW_CATALOG,
)
from theriac.domains.catalog.queries.names import makers_of, product_names
from theriac.domains.catalog.queries.search import search_products
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import (
    FoundRecord,
    NavItem,
    PaletteCommand,
    is_named,
)

ITEMS = (
    NavItem(
        Topic.PRODUCTS,
        _("Products"),
        "capsule",
        "backoffice:product_list",
        VIEW_CATALOG,
        order=10,
    ),
    NavItem(
        Topic.PRODUCTS,
        _("Generic medicines"),
        "diagram-3",
        "backoffice:generic_list",
        VIEW_CATALOG,
        order=20,
    ),
    NavItem(
        Topic.PRODUCTS,
        _("Manufacturers"),
        "building",
        "backoffice:manufacturer_list",
        VIEW_CATALOG,
        order=30,
    ),
    NavItem(
        Topic.PRODUCTS,
        _("Categories"),
        "tags",
        "backoffice:category_list",
        VIEW_CATALOG,
        order=40,
    ),
    NavItem(
        Topic.CODES,
        _("Abbreviations"),
        "fonts",
        "backoffice:abbreviation_list",
        VIEW_CATALOG,
        order=50,
        words=_("search short synonym pct settings"),
    ),
    NavItem(
        Topic.CODES,
        _("Codes to link"),
        "upc-scan",
        "backoffice:unknown_code_list",
        MANAGE_CATALOG,
        order=60,
    ),
    NavItem(
        Topic.CATALOGUE_DATA,
        _("Duplicate products"),
        "union",
        "backoffice:product_duplicates",
        MERGE_PRODUCTS,
        order=65,
    ),
)
COMMANDS = (
    PaletteCommand(_("Add a product"), "plus-lg", "backoffice:product_new", MANAGE_CATALOG),
    PaletteCommand(
        _("Change prices"),
        "percent",
        "backoffice:price_change",
        SET_PRICES,
        words=_("markup margin raise discount percent list"),
    ),
    PaletteCommand(
        _("Products without a generic medicine"),
        "question-circle",
        "backoffice:generic_open",
        MANAGE_CATALOG,
    ),
    PaletteCommand(
        _("Add an abbreviation"), "plus-lg", "backoffice:abbreviation_new", MANAGE_CATALOG
    ),
)


def find_products(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """Products by what was typed, the best first."""
    if not actor.may_anywhere(VIEW_CATALOG):
        return
    found = search_products(
        actor=actor, text=text, limit=6, only_active=False, branch_id=actor.branch_id
    ).product_ids
    names, makers = product_names(found), makers_of(found)
    for product_id in found:
        if product_id in names:
            url = reverse("backoffice:product_detail", args=[product_id])
            name = names[product_id]
            named = is_named(text, name)
            yield FoundRecord(name, "capsule", url, makers.get(product_id, ""), named=named)


SEARCHES = (find_products,)
