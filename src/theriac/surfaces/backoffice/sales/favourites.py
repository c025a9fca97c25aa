"""The tiles of the branch's counters: found, added, put in order, taken away."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.domains.catalog.commands.favourites import MOST, put_favourite, remove_favourite
from theriac.domains.catalog.permissions import CHOOSE_FAVOURITES, VIEW_CATALOG
from theriac.domains.catalog.queries.favourites import list_favourites
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.catalog.rules import SOLD
from theriac.surfaces.backoffice.catalog.words import money, pack_content
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, whole
from theriac.surfaces.backoffice.shell.screens import Screen

LONGEST_TEXT = 120
FOUND = 8


class FavouriteList(Screen):
    """The branch's tiles in their order, and the way to another one."""

    permission = VIEW_CATALOG
    title = gettext_lazy("Favourites")
    template_name = "backoffice/sales/favourites.html"

    def context(self) -> dict[str, Any]:
        """Tiles, and what was searched for, each pack with what may be done."""
        rows = list_favourites(actor=self.actor, branch_id=self.branch).order_by("position")
        tiles = list(rows)
        details = _details(self.actor, self.branch, [row.pack.product_id for row in tiles])
        packs = {pack.id: (one, pack) for one in details for pack in one.packs}
        text = self.request.GET.get("text", "")[:LONGEST_TEXT].strip()
        chosen = {row.pack_id for row in tiles}
        return {
            "tiles": [
                _tile(*packs[row.pack_id], place)
                for place, row in enumerate(tiles, 1)
                if row.pack_id in packs
            ],
            "text": text,
            "found": self._found(text, chosen) if text else [],
            "most": MOST,
            "is_full": len(tiles) >= MOST,
            "may_choose": self.may(CHOOSE_FAVOURITES),
        }

    def _found(self, text: str, chosen: set[Any]) -> list[dict[str, Any]]:
        ids = search_products(
            actor=self.actor, text=text, limit=FOUND, branch_id=self.branch_id
        ).product_ids
        return [
            {**_tile(one, pack, 0), "is_chosen": pack.id in chosen}
            for one in _details(self.actor, self.branch, list(ids))
            if one.status in SOLD
            for pack in one.packs
            if pack.sellable
        ]


class FavouriteButton(Screen):
    """Back to the list, whatever the button did."""

    permission = CHOOSE_FAVOURITES

    def address(self) -> str:
        return reverse("backoffice:favourite_list")


class FavouritePut(FavouriteButton, ButtonScreen):
    """Add a pack, or move it to a place."""

    calls = Calls(put_favourite, position=lambda text: whole(text) or None)
    done = gettext_lazy("Saved. Counters show it within seconds.")


class FavouriteRemove(FavouriteButton, ButtonScreen):
    """Take a pack away."""

    calls = Calls(remove_favourite)
    done = gettext_lazy("Removed from the favourites.")


def _details(actor: Actor, branch_id: Any, ids: list[Any]) -> list[ProductDetail]:
    return product_details(actor=actor, product_ids=ids, at_branch=branch_id)


def _tile(product: ProductDetail, pack: Any, place: int) -> dict[str, Any]:
    return {
        "product": product,
        "pack": pack,
        "content": pack_content(pack, product.base_unit),
        "price": money(pack.price),
        "place": place,
        "earlier": place - 1,
        "later": place + 1,
        "is_sold": product.status in SOLD and pack.sellable,
    }
