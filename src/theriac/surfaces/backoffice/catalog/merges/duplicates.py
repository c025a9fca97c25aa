"""Products that may be there twice, those that are two, and the merges that were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.ids import parse_id
from theriac.core.listing.selection import MOST
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.commands.distinct_products import (
    set_products_alike,
    set_products_distinct,
)
from theriac.domains.catalog.permissions import MERGE_PRODUCTS
from theriac.domains.catalog.queries.duplicates import (
    list_distinct_products,
    list_merges,
    suggest_duplicates,
)
from theriac.domains.catalog.queries.names import makers_of, product_names
from theriac.domains.catalog.queries.search import search_products
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.catalog.merges.words import REASONS
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import (
    ExportedScreen,
    FurtherTable,
    FurtherTables,
)
from theriac.surfaces.backoffice.shell.listing.selection import ROW, RowAct, SelectionScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

NEWEST = 50
BETWEEN = "."
"""Between the two ids of a pair's box."""
MOST_FOUND = 12


class ProductDuplicates(FurtherTables, ExportedScreen):
    """Pairs of the whole catalogue, the newest that are two products, and the newest merges."""

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
                Export(_("Manufacturer"), lambda row: row[2][0]),
                Export(_("Other product"), lambda row: row[0].other),
                Export(_("Other manufacturer"), lambda row: row[2][1]),
                Export(_("Reason"), lambda row: ", ".join(map(str, row[1]))),
            ),
            lambda screen: screen.pairs(),
        ),
        "distinct": FurtherTable(
            _("Not duplicates"),
            (
                Export(_("Product"), lambda row: row[0].one.name),
                Export(_("Other product"), lambda row: row[0].other.name),
                Export(_("When"), lambda row: row[0].said_at),
                Export(_("Who"), lambda row: row[1]),
            ),
            lambda screen: screen.distinct(),
        ),
    }

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Products"), reverse("backoffice:product_list"))]

    def context(self) -> dict[str, Any]:
        """Pairs with their reasons, the likeliest first."""
        newest = list_merges(actor=self.actor).order_by("-merged_at", "-id")[:NEWEST]
        merges = [(one, one.merged_by) for one in newest]
        distinct = self.distinct(NEWEST)
        return {"pairs": self.pairs(), "merges": _with_names(merges), "distinct": distinct}

    @cached_property
    def visible_acts(self) -> list[RowAct]:
        """What the bar under the pairs offers."""
        url = reverse("backoffice:products_distinct")
        return [RowAct(_("Not duplicates"), "x-lg", url, MERGE_PRODUCTS)]

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

    def distinct(self, most: int | None = None) -> list[tuple[Any, str]]:
        """Pairs of which somebody said that they are two products, the newest first, with who."""
        rows = list_distinct_products(actor=self.actor).order_by("-said_at", "-id")[:most]
        return _with_names([(row, row.said_by) for row in rows])

    def exported_rows(self) -> list[tuple[Any, str]]:
        """Every merge, the newest first, with who made it."""
        rows = list_merges(actor=self.actor).order_by("-merged_at", "-id")
        return _with_names([(row, row.merged_by) for row in rows])


def _with_names(rows: Sequence[tuple[Any, UUID]]) -> list[tuple[Any, str]]:
    """Each row with the name of its person."""
    people = names_of({person for _row, person in rows})
    return [(row, people.get(person, "")) for row, person in rows]


class SetSelectedDistinct(SelectionScreen):
    """The selected pairs are two products each."""

    calls = Calls(set_products_distinct)
    takes = "pairs"
    list_name = "backoffice:product_duplicates"
    counted = ngettext_lazy(
        "%(count)s pair marked as not duplicates.",
        "%(count)s pairs marked as not duplicates.",
        "count",
    )

    def given(self) -> Mapping[str, Any]:
        """The pairs whose boxes were sent, one more than is taken at most."""
        sent = self.request.POST.getlist(ROW)[: MOST + 1]
        pairs = [tuple(map(parse_id, key.split(BETWEEN, 1))) for key in sent]
        return {self.takes: [pair for pair in pairs if len(pair) == 2 and None not in pair]}


class SetAlike(ButtonScreen):
    """A pair may be one product after all."""

    calls = Calls(set_products_alike)
    done = _("Listed as a possible duplicate again, if the two still look alike.")

    def address(self) -> str:
        """The list."""
        return reverse("backoffice:product_duplicates")


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
