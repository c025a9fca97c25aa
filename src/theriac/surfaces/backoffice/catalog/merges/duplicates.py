"""Products that may be there twice, with the reasons, and the merges that were made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.permissions import MERGE_PRODUCTS
from theriac.domains.catalog.queries.duplicates import list_merges, suggest_duplicates
from theriac.domains.catalog.queries.names import makers_of, product_names
from theriac.domains.catalog.queries.search import search_products
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.merges.words import REASONS
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import (
    ExportedScreen,
    FurtherTable,
    FurtherTables,
)
from theriac.surfaces.backoffice.shell.screens import Crumb

NEWEST_MERGES = 50
MOST_FOUND = 12


class ProductDuplicates(FurtherTables, ExportedScreen):
    """Pairs of the whole catalogue, and the newest merges."""

    permission = MERGE_PRODUCTS
    title = _("Duplicate products")
    template_name = "backoffice/catalog/merges/duplicates.html"
    exports = (
        Export(_("Merged"), lambda row: row[0].merged.name),
        Export(_("To"), lambda row: row[0].kept.name),
        Export(_("Reason"), lambda row: row[0].reason),
        Export(_("When"), lambda row: row[0].merged_at),
        Export(_("Who"), lambda row: row[1]),
        Export(_("Undone"), lambda row: row[0].undone_at),
    )
    further: ClassVar[dict[str, FurtherTable]] = {
        "pairs": FurtherTable(
            _("Possible duplicates"),
            (
                Export(_("Product"), lambda row: row[0].one),
                Export(_("Other product"), lambda row: row[0].other),
                Export(_("Reason"), lambda row: ", ".join(map(str, row[1]))),
            ),
            lambda screen: screen.pairs(),
        )
    }

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Products"), reverse("backoffice:product_list"))]

    def context(self) -> dict[str, Any]:
        """Pairs with their reasons, the likeliest first."""
        newest = list_merges(actor=self.actor).order_by("-merged_at", "-id")[:NEWEST_MERGES]
        return {"pairs": self.pairs(), "merges": _named(list(newest))}

    def pairs(self) -> list[tuple[Any, list[Text], tuple[str, str]]]:
        """What may be there twice, with the reasons and both makers."""
        found = suggest_duplicates(actor=self.actor)
        makers = makers_of({key for pair in found for key in (pair.one_id, pair.other_id)})
        return [
            (
                pair,
                [REASONS[reason] for reason in pair.reasons],
                (makers.get(pair.one_id, ""), makers.get(pair.other_id, "")),
            )
            for pair in found
        ]

    def exported_rows(self) -> list[tuple[Any, str]]:
        """Every merge, the newest first, with who made it."""
        return _named(list(list_merges(actor=self.actor).order_by("-merged_at", "-id")))


def _named(merges: list[Any]) -> list[tuple[Any, str]]:
    people = names_of({merge.merged_by for merge in merges})
    return [(merge, people.get(merge.merged_by, "")) for merge in merges]


class SameProduct(ProductScreen):
    """Which other product is the same as this one: suggested, or searched for."""

    permission = MERGE_PRODUCTS
    title = _("Duplicate product?")
    template_name = "backoffice/catalog/merges/same.html"

    def context(self) -> dict[str, Any]:
        """What is likely, and what was searched for."""
        own = self.product.id
        likely = [
            (
                pair.other_id if pair.one_id == own else pair.one_id,
                pair.other if pair.one_id == own else pair.one,
                [REASONS[reason] for reason in pair.reasons],
            )
            for pair in suggest_duplicates(actor=self.actor, product_id=own)
        ]
        text = self.request.GET.get("q", "").strip()[:120]
        return {"likely": likely, "text": text, "found": self._found(text) if text else []}

    def _found(self, text: str) -> list[tuple[Any, str, Text]]:
        ids = search_products(
            actor=self.actor,
            text=text,
            limit=MOST_FOUND,
            only_active=False,
            branch_id=self.branch_id,
        ).product_ids
        names, makers = product_names(ids), makers_of(ids)
        return [
            (key, names[key], makers.get(key, ""))
            for key in ids
            if key in names and key != self.product.id
        ]
