"""Products as a table that an import takes back: particulars, packs, barcodes, prices, ceiling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import BinaryIO
from uuid import UUID

from django.db.models import Count

from theriac.core.actor import Actor
from theriac.core.money import CURRENCIES
from theriac.core.query import query
from theriac.core.tables.cells import Cell
from theriac.core.tables.writer import write_table
from theriac.domains.catalog.imports.products.known_products import (
    ExistingPack,
    ExistingProduct,
    load_products,
)
from theriac.domains.catalog.imports.rowcells import join_codes
from theriac.domains.catalog.models import Pack, Product
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.organisation.queries.branches import get_pharmacy

PARTICULARS = (
    "name",
    "generic_name",
    "substance",
    "strength",
    "dose_form",
    "manufacturer",
    "category",
    "legal_class",
    "tax_class",
    "hsn",
    "storage",
    "description",
    "status",
    "rotation",
    "ved",
)
_PACK_PARTS = ("name", "size", "sold", "barcode", "price")
_AT_ONCE = 500


@query(permission=VIEW_CATALOG)
def export_products(
    *, actor: Actor, file: BinaryIO, form: str, at_branch: UUID | None = None
) -> int:
    """Write every product as CSV or XLSX (``form``), in the order of names; how many there are.

    Prices are those of now, at ``at_branch`` before those that hold everywhere, in major units
    with a point. Memory doesn't grow with the catalogue.
    """
    levels = _most_packs() - 1
    pharmacy = get_pharmacy()
    exponent = CURRENCIES[pharmacy.currency].exponent if pharmacy else 0
    return write_table(file, form, export_head(levels), _rows(levels, exponent, at_branch))


def export_head(levels: int) -> list[str]:
    """The columns for products of up to ``levels`` packs above the base unit."""
    head = [*PARTICULARS, "code", "ceiling", "ceiling_units"]
    head += ["base_unit", "base_sold", "base_barcode", "base_price"]
    return head + [f"pack{level}_{part}" for level in range(1, levels + 1) for part in _PACK_PARTS]


def _most_packs() -> int:
    counts = Pack.objects.order_by().values("product_id").annotate(packs=Count("id"))
    largest = counts.order_by("-packs").values_list("packs", flat=True).first()
    return int(largest or 1)


def _rows(levels: int, exponent: int, at_branch: UUID | None) -> Iterator[list[Cell]]:
    ids = list(Product.objects.order_by("name", "id").values_list("id", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        products = load_products(part, at_branch)
        for product_id in part:
            if product_id in products:
                yield _row(products[product_id], levels, exponent)


def _row(product: ExistingProduct, levels: int, exponent: int) -> list[Cell]:
    packs = [product.packs[factor] for factor in sorted(product.packs)]
    amount, units = product.ceiling or (None, None)
    row: list[Cell] = [product.particulars[part] for part in PARTICULARS]
    row += [product.code, _money(amount, exponent), "" if units is None else Decimal(units)]
    row.append(product.base_unit)
    row += _pack_cells(packs[0], exponent)[2:]
    for pack in packs[1:]:
        row += _pack_cells(pack, exponent)
    return row + [""] * (len(_PACK_PARTS) * (levels + 1 - len(packs)))


def _pack_cells(pack: ExistingPack, exponent: int) -> Sequence[Cell]:
    return [
        pack.name,
        Decimal(pack.factor),
        "yes" if pack.sellable else "no",
        join_codes(sorted(pack.codes)),
        _money(pack.price, exponent),
    ]


def _money(amount: int | None, exponent: int) -> Cell:
    return "" if amount is None else Decimal(amount).scaleb(-exponent)
