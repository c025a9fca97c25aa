"""Products whose medicine isn't known, each with what its own words suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.database.among import Among
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.queries.generics import list_open_products, suggested_generics
from theriac.domains.catalog.queries.search import search_products
from theriac.surfaces.backoffice.shell.listing.ranked import RankedList
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, NameColumn, TextColumn
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A product without a generic; ``suggestion`` is "" where nothing can be said."""

    pk: UUID
    name: str
    says: str
    suggestion: str


def generic_form_url(row: Any) -> str:
    """Where its generic is named."""
    return reverse("backoffice:product_generic", args=[row.pk])


class OpenTable(ListTable):
    """The product, what it says of itself, and what it seems to be."""

    name = NameColumn(verbose_name=gettext_lazy("Product"), url=generic_form_url)
    says = TextColumn(verbose_name=gettext_lazy("Product data"))
    suggestion = TextColumn(
        verbose_name=gettext_lazy("Suggestion"), label=gettext_lazy("Suggestion")
    )

    def render_suggestion(self, value: str, record: OpenRow) -> SafeString:
        """The suggestion leads to the form, filled in."""
        words = value or _("Assign")
        return format_html('<a href="{}">{}</a>', generic_form_url(record), words)


class OpenProducts(RankedList):
    """What says something of a medicine, but not enough to be sure."""

    permission = MANAGE_CATALOG
    title = gettext_lazy("Products without a generic medicine")
    counted = ngettext_lazy("%(count)s product", "%(count)s products", "count")
    table_class = OpenTable
    search_hint = gettext_lazy("Name, brand, manufacturer or barcode")
    sorts = {"name": Sort(gettext_lazy("Product"), ("name",))}
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Product"), "name"),
        Export(gettext_lazy("Substance"), "substance"),
        Export(gettext_lazy("Strength"), "strength"),
        Export(gettext_lazy("Dose form"), "dose_form"),
    )
    empty = Empty(
        gettext_lazy("All medicines have a generic"),
        gettext_lazy("Products without substance, strength or form are not listed."),
        "check2-circle",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Products"), reverse("backoffice:product_list")),
            Crumb(gettext_lazy("Generic medicines"), reverse("backoffice:generic_list")),
        ]

    def rows(self) -> QuerySet[Any]:
        """All, in no order."""
        return list_open_products(actor=self.actor)

    def ranked(self, most: int | None) -> tuple[Sequence[UUID], int]:
        """Those of what the catalogue's search finds, in its order."""
        found = search_products(
            actor=self.actor,
            text=self.search_text,
            limit=None,
            only_active=False,
            branch_id=self.branch_id,
        ).product_ids
        open_ones = self.rows().filter(Among("pk", found))
        kept = set(open_ones.values_list("pk", flat=True))
        fitting = [product_id for product_id in found if product_id in kept]
        return fitting[:most], len(fitting)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """The rows with their suggestions."""
        found = suggested_generics(actor=self.actor, product_ids=list(ids))
        return {row.pk: _row(row, found.get(row.pk)) for row in self.rows().filter(pk__in=ids)}


def _row(row: Any, guess: Any) -> OpenRow:
    said = (row.substance or row.generic_name, row.strength, row.dose_form)
    return OpenRow(row.pk, row.name, " · ".join(filter(None, said)), guess.name if guess else "")
