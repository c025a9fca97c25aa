"""Changing many products at once: one statement a kind of change, whatever the number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import F

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.catalog.commands.products import ids_of_names
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.imports.products.plan import ProductChange
from theriac.domains.catalog.models import (
    Barcode,
    Category,
    Manufacturer,
    Pack,
    Price,
    PriceCeiling,
    Product,
)
from theriac.domains.catalog.particulars import refuse_unknown_classes
from theriac.domains.catalog.unknown_codes import take_known_off

_BY_NAME = {"manufacturer": "manufacturer_id", "category": "category_id"}


@dataclass(slots=True)
class _Rows:
    """What is inserted."""

    packs: list[Pack] = field(default_factory=list)
    barcodes: list[Barcode] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    ceilings: list[PriceCeiling] = field(default_factory=list)


def change_products(changes: Sequence[ProductChange], branch_id: UUID | None) -> None:
    """Apply the changes inside the running unit of work, with audit and announcement of each.

    Prices begin now, everywhere or at the branch. Raises ProductRefused for an unknown class.
    """
    if not changes:
        return
    refuse_unknown_classes(
        (change.particulars.get("legal_class", ""), change.particulars.get("tax_class", ""))
        for change in changes
    )
    ids = sorted(change.product.id for change in changes)
    locked = {row.id: row for row in _locked(ids)}
    makers = _ids(Manufacturer, changes, "manufacturer")
    categories = _ids(Category, changes, "category")
    rows = _Rows()
    columns: set[str] = set()
    altered: list[Product] = []
    for change in changes:
        set_here = _set_particulars(locked[change.product.id], change, makers | categories)
        if set_here:
            altered.append(locked[change.product.id])
            columns |= set_here
        _gather_packs(rows, change, branch_id)
    if altered:
        Product.objects.bulk_update(altered, sorted(columns))
    Product.objects.filter(id__in=ids).update(version=F("version") + 1)
    _alter_packs(changes)
    insert_rows(Pack, rows.packs)
    insert_rows(Barcode, rows.barcodes)
    insert_rows(Price, rows.prices)
    insert_rows(PriceCeiling, rows.ceilings)
    index_changed(ids)
    for change in changes:
        _tell(change)
    take_known_off(rows.barcodes)


def _locked(ids: Sequence[UUID]) -> list[Product]:
    """The products, locked in key order; where the database can, beside new lines of sales."""
    no_key = connection.features.has_select_for_no_key_update
    rows = Product.objects.select_for_update(no_key=no_key)
    return list(rows.filter(id__in=ids).order_by("id"))


def _ids(
    model: type[Manufacturer | Category], changes: Sequence[ProductChange], part: str
) -> dict[tuple[str, str], UUID]:
    names = {change.particulars.get(part, "") for change in changes}
    return {(part, name): row_id for name, row_id in ids_of_names(model, names).items()}


def _set_particulars(
    product: Product, change: ProductChange, ids: Mapping[tuple[str, str], UUID]
) -> set[str]:
    """Set what differs on the locked row; the columns that were set."""
    columns: set[str] = set()
    for part, text in change.particulars.items():
        column = _BY_NAME.get(part, part)
        setattr(product, column, ids[part, text] if part in _BY_NAME else text)
        columns.add(column.removesuffix("_id"))
    if change.code:
        product.external_code = change.code
        columns.add("external_code")
    return columns


def _alter_packs(changes: Sequence[ProductChange]) -> None:
    altered = {pack_id: told for change in changes for pack_id, told in change.altered.items()}
    if not altered:
        return
    packs = list(Pack.objects.select_for_update().filter(id__in=sorted(altered)).order_by("id"))
    for pack in packs:
        pack.name = str(altered[pack.id].get("name", pack.name))
        pack.sellable = bool(altered[pack.id].get("sellable", pack.sellable))
    Pack.objects.bulk_update(packs, ["name", "sellable"])


def _tell(change: ProductChange) -> None:
    product_id = change.product.id
    current_unit().record(
        "catalog.product", product_id, reason="import", facts={"changed": list(change.what)}
    )
    current_unit().announce(
        ProductChanged(subject=str(product_id), data={"product_id": product_id})
    )


def _gather_packs(rows: _Rows, change: ProductChange, branch_id: UUID | None) -> None:
    now = clock.now()
    ids = {factor: pack.id for factor, pack in change.product.packs.items()}
    level = max((pack.level for pack in change.product.packs.values()), default=-1)
    for new in change.packs:
        level += 1
        pack = Pack(
            id=new_id(),
            product_id=change.product.id,
            level=level,
            name=new.name,
            factor=new.factor,
            sellable=new.sold is not False,
        )
        ids[new.factor] = pack.id
        rows.packs.append(pack)
    rows.barcodes += [
        Barcode(id=new_id(), pack_id=ids[factor], code=code) for factor, code in change.barcodes
    ]
    rows.prices += [
        Price(
            id=new_id(),
            pack_id=ids[factor],
            branch_id=branch_id,
            amount=amount,
            valid_from=now,
            recorded_at=now,
        )
        for factor, amount in change.prices
    ]
    if change.ceiling is not None:
        amount, units = change.ceiling
        rows.ceilings.append(
            PriceCeiling(
                id=new_id(),
                product_id=change.product.id,
                amount=amount,
                units=units,
                valid_from=now,
                recorded_at=now,
            )
        )
