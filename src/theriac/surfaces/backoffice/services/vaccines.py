"""The vaccines of a service: a product a row, typed, scanned, chosen from what fits, or pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from django import forms

from theriac.domains.catalog.queries.products import ProductDetail
from theriac.domains.services.permissions import MANAGE_SERVICES
from theriac.domains.services.rules.facts import MOST_VACCINES
from theriac.surfaces.backoffice.shell.forms.grid import PREFIX
from theriac.surfaces.backoffice.stock.grids.answers import GridFind, GridPaste
from theriac.surfaces.backoffice.stock.grids.headings import PRODUCT_HEADINGS
from theriac.surfaces.backoffice.stock.grids.products import Meant, ProductGrid, ProductGridRow
from theriac.surfaces.backoffice.stock.product_search import products_by_id


class VaccineRow(ProductGridRow):
    """A product whose batches may be given."""

    cells = ("product",)
    in_sheets: ClassVar[Mapping[str, Sequence[str]]] = {"product": PRODUCT_HEADINGS}

    pack_id = forms.ChoiceField(choices=(), required=False, widget=forms.HiddenInput)


class VaccineGrid(ProductGrid):
    """The vaccines of a service."""

    row = VaccineRow
    typed = ("product",)
    find, paste = "backoffice:service_find", "backoffice:service_paste"
    same = ()
    most = MOST_VACCINES

    def begin(self, product_ids: Sequence[UUID]) -> None:
        """A row of each of these products."""
        known = products_by_id(self.screen.actor, product_ids, self.screen.branch_id)
        self.rows = [
            self.filled(known[key], {}, prefix=f"{PREFIX}-{at}")
            for at, key in enumerate(product_ids)
            if key in known
        ]

    def coded(self, text: str) -> Meant | None:
        opened = self.opened(text, self.screen.branch_id)
        return Meant(opened[0]) if opened else None

    def usual(self, product: ProductDetail) -> Mapping[str, str]:
        return {"pack_id": str(product.packs[-1].id)}


class VaccineFind(GridFind):
    """What a vaccine's cell means."""

    permission = MANAGE_SERVICES

    def grid(self) -> ProductGrid:
        return VaccineGrid(self)


class VaccinePaste(GridPaste):
    """Vaccines out of a sheet."""

    permission = MANAGE_SERVICES

    def grid(self) -> ProductGrid:
        return VaccineGrid(self)
