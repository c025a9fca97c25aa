"""What the catalogue holds of the products that rows name, read set-wise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q

from theriac.core import clock
from theriac.core.tables.heads import fold
from theriac.domains.catalog.imports.products.row_check import CheckedProduct, RowKey, named_key
from theriac.domains.catalog.models import (
    Barcode,
    Category,
    Manufacturer,
    Pack,
    Price,
    PriceCeiling,
    Product,
)
from theriac.domains.catalog.ports import last_costs

K = TypeVar("K")

AMBIGUOUS = UUID(int=0)
"""Stands for several products of one name."""

_COLUMNS = (
    "id",
    "name",
    "generic_name",
    "substance",
    "strength",
    "dose_form",
    "description",
    "storage",
    "manufacturer__name",
    "category__name",
    "legal_class",
    "tax_class",
    "hsn",
    "status",
    "rotation",
    "ved",
    "base_unit",
    "external_code",
    "merged_into__name",
    "is_service",
)
_PARTICULARS = {"manufacturer__name": "manufacturer", "category__name": "category"}


@dataclass(slots=True)
class ExistingPack:
    """A pack with its codes (as written, and folded) and its own price now (None: it has none)."""

    id: UUID
    factor: int
    name: str
    sellable: bool
    level: int
    codes: list[str] = field(default_factory=list)
    barcodes: set[str] = field(default_factory=set)
    price: int | None = None


@dataclass(slots=True)
class ExistingProduct:
    """A product as rows are compared with it."""

    id: UUID
    particulars: dict[str, str]
    base_unit: str
    code: str
    merged_into: str = ""
    """The name of the product that stands for it since they were merged."""
    packs: dict[int, ExistingPack] = field(default_factory=dict)
    ceiling: tuple[int, int] | None = None
    cost: Fraction | None = None
    """What one base unit cost the last time that it came."""
    is_service: bool = False

    @property
    def name(self) -> str:
        return self.particulars["name"]


@dataclass(slots=True)
class KnownProducts:
    """What the catalogue holds of one chunk of rows."""

    products: dict[UUID, ExistingProduct]
    by_code: dict[str, UUID]
    by_barcode: dict[str, UUID]


class NamedProducts:
    """Products by the digest of their names, for rows that have neither code nor barcode.

    Holds the whole catalogue in whole numbers, some 250 bytes a product; names that are added
    while the import runs are noted with ``note``.
    """

    def __init__(self, parts: Sequence[str]) -> None:
        self.parts = tuple(parts)
        self._ids: dict[int, UUID] = {}
        columns = [{"manufacturer": "manufacturer__name"}.get(part, part) for part in parts]
        rows = Product.objects.order_by().values_list("id", "merged_into_id", *columns)
        merged: dict[int, UUID] = {}
        for product_id, kept_id, *told in rows.iterator(2000):
            key = named_key([part or "" for part in told])
            if kept_id is None:
                self.note(key, product_id)
            else:
                merged[key] = product_id
        # A name that only a merged product has finds that one, so that the row is told of it.
        self._ids = merged | self._ids

    def note(self, key: int, product_id: UUID) -> None:
        known = self._ids.setdefault(key, product_id)
        if known != product_id:
            self._ids[key] = AMBIGUOUS

    def get(self, key: int) -> UUID | None:
        """The product of this name; AMBIGUOUS for several, None for none."""
        return self._ids.get(key)


class Spellings:
    """The one spelling of each maker and category, whatever case or accents a list uses."""

    def __init__(self) -> None:
        self._makers = self._load(Manufacturer)
        self._categories = self._load(Category)

    def maker(self, written: str) -> str:
        """The maker's name as the catalogue spells it, or first met."""
        return self._makers.setdefault(fold(written), written)

    def category(self, written: str) -> str:
        """The category's name as the catalogue spells it, or first met."""
        return self._categories.setdefault(fold(written), written)

    @staticmethod
    def _load(model: type[Manufacturer | Category]) -> dict[str, str]:
        return {fold(name): name for name in model.objects.values_list("name", flat=True)}


def find_existing(
    rows: Sequence[CheckedProduct], named: NamedProducts, branch_id: UUID | None = None
) -> KnownProducts:
    """The products that the rows name by code, barcode or name, and who has their barcodes.

    A price is the branch's before the one that holds everywhere.
    """
    by_code = products_by_code([row.code for row in rows if row.code])
    by_barcode = owners_of(code for row in rows for _factor, code in row.barcodes)
    wanted = {*by_code.values(), *by_barcode.values()}
    for row in rows:
        found = match(row.key, by_code, by_barcode, named)
        if found is not None and found != AMBIGUOUS:
            wanted.add(found)
    products = load_products(wanted, branch_id)
    for product_id, cost in last_costs(wanted).items():
        products[product_id].cost = cost
    return KnownProducts(products, by_code, by_barcode)


def match(
    key: RowKey, by_code: dict[str, UUID], by_barcode: dict[str, UUID], named: NamedProducts
) -> UUID | None:
    """The product that a row's key names; AMBIGUOUS for several, None for none."""
    if key.code:
        return by_code.get(key.code)
    if key.barcodes:
        owners = {by_barcode[code] for code in map(fold, key.barcodes) if code in by_barcode}
        return AMBIGUOUS if len(owners) > 1 else next(iter(owners), None)
    return named.get(key.named)


def products_by_code(codes: Collection[str]) -> dict[str, UUID]:
    """Products by folded code; a code in another case is the same code on every database."""
    variants = {variant for code in codes for variant in (code, code.upper(), code.lower())}
    found: dict[str, UUID] = {}
    for part in _parts(sorted(variants)):
        rows = Product.objects.filter(external_code__in=part).values_list("external_code", "id")
        found |= {fold(code or ""): product_id for code, product_id in rows}
    return found


def owners_of(barcodes: Iterable[str]) -> dict[str, UUID]:
    """The product that each of these barcodes opens, by folded code; unknown ones are missing."""
    found: dict[str, UUID] = {}
    for part in _parts(sorted(set(barcodes))):
        rows = Barcode.objects.filter(code__in=part).values_list("code", "pack__product_id")
        found |= {fold(code): product_id for code, product_id in rows}
    return found


def load_products(
    product_ids: Collection[UUID], branch_id: UUID | None = None
) -> dict[UUID, ExistingProduct]:
    """Products with packs, codes, prices now and ceiling, in five reads a thousand."""
    products: dict[UUID, ExistingProduct] = {}
    for part in _parts(sorted(product_ids)):
        for row in Product.objects.filter(id__in=part).order_by().values(*_COLUMNS):
            products[row["id"]] = _product(row)
        packs = _load_packs(products, part)
        _load_codes_and_prices(packs, branch_id)
        _load_ceilings(products, part)
    return products


def _product(row: dict[str, Any]) -> ExistingProduct:
    particulars = {
        _PARTICULARS.get(name, name): str(value or "")
        for name, value in row.items()
        if name not in ("id", "base_unit", "external_code", "merged_into__name", "is_service")
    }
    return ExistingProduct(
        id=row["id"],
        particulars=particulars,
        base_unit=row["base_unit"],
        code=row["external_code"] or "",
        merged_into=row["merged_into__name"] or "",
        is_service=row["is_service"],
    )


def _load_packs(
    products: dict[UUID, ExistingProduct], product_ids: Sequence[UUID]
) -> dict[UUID, ExistingPack]:
    packs: dict[UUID, ExistingPack] = {}
    rows = Pack.objects.filter(product_id__in=product_ids).order_by()
    columns = ("product_id", "id", "factor", "name", "sellable", "level")
    for product_id, pack_id, factor, name, sellable, level in rows.values_list(*columns):
        pack = ExistingPack(pack_id, factor, name, sellable, level)
        packs[pack_id] = products[product_id].packs[factor] = pack
    return packs


def _load_codes_and_prices(packs: dict[UUID, ExistingPack], branch_id: UUID | None) -> None:
    for part in _parts(sorted(packs)):
        codes = Barcode.objects.filter(pack_id__in=part).order_by()
        for pack_id, code in codes.values_list("pack_id", "code"):
            packs[pack_id].codes.append(code)
            packs[pack_id].barcodes.add(fold(code))
        prices = Price.objects.filter(
            Q(branch_id=None) | Q(branch_id=branch_id),
            pack_id__in=part,
            valid_from__lte=clock.now(),
        ).values_list("pack_id", "amount", "branch_id", "valid_from", "recorded_at", "id")
        for pack_id, amount, *_when in sorted(
            prices, key=lambda row: (row[2] is not None, *row[3:])
        ):
            packs[pack_id].price = amount


def _load_ceilings(products: dict[UUID, ExistingProduct], product_ids: Sequence[UUID]) -> None:
    rows = PriceCeiling.objects.filter(
        product_id__in=product_ids, valid_from__lte=clock.now()
    ).order_by("valid_from", "recorded_at", "id")
    for product_id, amount, units in rows.values_list("product_id", "amount", "units"):
        products[product_id].ceiling = (amount, units)


def _parts(keys: Sequence[K]) -> Iterable[Sequence[K]]:
    return (keys[start : start + 900] for start in range(0, len(keys), 900))
