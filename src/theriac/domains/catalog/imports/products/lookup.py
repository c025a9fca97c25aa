"""Finding the products that rows of another kind of import name, for higher domains.

No permission is asked: whoever may import stock may name the products that it is of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.tables.heads import fold
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.imports.products.known_products import (
    AMBIGUOUS,
    ExistingProduct,
    NamedProducts,
    load_products,
    match,
    owners_of,
    products_by_code,
)
from theriac.domains.catalog.imports.products.row_check import RowKey, named_key, named_parts
from theriac.domains.catalog.imports.rowcells import CellReading, RowCells

__all__ = ["AMBIGUOUS", "ExistingProduct", "FoundProducts", "ProductFinder", "RowKey"]


@dataclass(frozen=True, slots=True)
class FoundProducts:
    """What the keys of some rows name: a product's id, AMBIGUOUS or None for each key."""

    ids: dict[RowKey, UUID | None]
    products: dict[UUID, ExistingProduct]


@dataclass(frozen=True, slots=True)
class DescribedProduct:
    """A product by what another table names it: code, one barcode, names, base unit."""

    code: str
    barcode: str
    name: str
    manufacturer: str
    strength: str
    base_unit: str


def described_products(product_ids: Collection[UUID]) -> dict[UUID, DescribedProduct]:
    """Products by id as another table names them; unknown ids are missing."""
    return {
        product.id: DescribedProduct(
            code=product.code,
            barcode=next((code for code in _codes(product)), ""),
            name=product.name,
            manufacturer=product.particulars["manufacturer"],
            strength=product.particulars["strength"],
            base_unit=product.base_unit,
        )
        for product in load_products(product_ids).values()
    }


def _codes(product: ExistingProduct) -> Iterator[str]:
    """Barcodes of the smallest pack first, in their order."""
    for factor in sorted(product.packs):
        yield from sorted(product.packs[factor].codes)


class ProductFinder:
    """Finds products by the identity that a file's mapping declares."""

    def __init__(self, reading: CellReading, identity: str) -> None:
        self._reading = reading
        self._identity = identity
        self._named = NamedProducts(named_parts(reading))

    def key(self, cells: RowCells) -> RowKey:
        """The row's key: its code or barcode as declared, else its names; empty without any."""
        code = cells.text("code")
        if code and self._identity == "code":
            return RowKey(code=fold(code))
        barcodes = cells.codes("barcode")
        if barcodes and self._identity == "barcode":
            return RowKey(barcodes=tuple(map(normalise_barcode, barcodes)))
        parts = [cells.text(part) for part in self._named.parts]
        return RowKey(named=named_key(parts)) if parts[0] else RowKey()

    def find(self, keys: Sequence[RowKey]) -> FoundProducts:
        """The products that the keys name, with their packs."""
        by_code = products_by_code([key.code for key in keys if key.code])
        by_barcode = owners_of(code for key in keys for code in key.barcodes)
        ids = {key: match(key, by_code, by_barcode, self._named) for key in keys}
        wanted = {found for found in ids.values() if found is not None and found != AMBIGUOUS}
        return FoundProducts(ids, load_products(wanted))
