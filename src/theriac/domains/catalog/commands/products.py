"""Adding products with packs, barcodes and prices, one or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.commands.generics import generic_ids
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.medicines.recognition import Recognised, recognise
from theriac.domains.catalog.models import (
    Barcode,
    Category,
    Manufacturer,
    Pack,
    Price,
    PriceCeiling,
    Product,
)
from theriac.domains.catalog.particulars import country_profile, refuse_unknown_classes
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import BarcodeTaken, PackRefused, ProductRefused
from theriac.domains.catalog.rules import unfit_factors
from theriac.domains.catalog.unknown_codes import take_known_off


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPack:
    """A pack: its name, base units in it, codes that open it, and its price anywhere."""

    name: str
    factor: int
    barcodes: Sequence[str] = ()
    price: int | None = None
    sellable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProduct:
    """A product as it is entered; the base unit's pack (factor 1) is added when missing."""

    name: str
    base_unit: str
    legal_class: str
    packs: Sequence[NewPack] = ()
    generic_name: str = ""
    substance: str = ""
    strength: str = ""
    dose_form: str = ""
    description: str = ""
    manufacturer: str = ""
    category: str = ""
    storage: str = ""
    tax_class: str = ""
    hsn: str = ""
    rotation: str = "fefo"
    ved: str = ""
    is_service: bool = False
    status: str = "active"
    external_code: str | None = None
    ceiling_amount: int | None = None
    ceiling_units: int = 1


@dataclass(slots=True)
class _Rows:
    products: list[Product] = field(default_factory=list)
    packs: list[Pack] = field(default_factory=list)
    barcodes: list[Barcode] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    ceilings: list[PriceCeiling] = field(default_factory=list)


@command(
    name="catalog.add_products", done=gettext_lazy("Added products"), permission=MANAGE_CATALOG
)
def add_products(
    *,
    actor: Actor,
    products: Sequence[NewProduct],
    valid_from: datetime | None = None,
    ids: Sequence[UUID] | None = None,
    prices_at: UUID | None = None,
) -> list[UUID]:
    """Add products set-wise; returns their ids in order (``ids``, or new ones). All or none.

    Their prices hold everywhere, or at the branch ``prices_at``.

    Raises ProductRefused, PackRefused or BarcodeTaken naming the field of the first bad one.
    """
    moment = valid_from or clock.now()
    refuse_unknown_classes((new.legal_class, new.tax_class) for new in products)
    makers = ids_of_names(Manufacturer, {p.manufacturer for p in products})
    categories = ids_of_names(Category, {p.category for p in products})
    medicines = [_medicine(new) for new in products]
    generics = generic_ids(medicines)
    rows = _Rows()
    profile = country_profile()
    for index, (new, medicine) in enumerate(zip(products, medicines, strict=True)):
        _check(new, index)
        product = _product(new, makers, categories)
        product.generic_id = generics[medicine.key] if medicine else None
        if profile is not None:
            product.tax_class = product.tax_class or profile.tax_classes[0].code
        product.id = ids[index] if ids else product.id
        rows.products.append(product)
        _pack_rows(rows, product, new, moment, prices_at)
    _refuse_taken(rows.barcodes)
    insert_rows(Product, rows.products)
    insert_rows(Pack, rows.packs)
    insert_rows(Barcode, rows.barcodes)
    insert_rows(Price, rows.prices)
    insert_rows(PriceCeiling, rows.ceilings)
    ids = [product.id for product in rows.products]
    index_changed(ids)
    for product in rows.products:
        current_unit().announce(
            ProductChanged(subject=str(product.id), data={"product_id": product.id})
        )
        current_unit().record("catalog.product", product.id, reason="added")
    take_known_off(rows.barcodes)
    return ids


@command(
    name="catalog.add_product", done=gettext_lazy("Added a product"), permission=MANAGE_CATALOG
)
def add_product(*, actor: Actor, product: NewProduct) -> UUID:
    """Add one product; it is sellable at every counter as soon as it has stock."""
    return add_products(actor=actor, products=[product], ids=[current_unit().effect_id])[0]


def _medicine(new: NewProduct) -> Recognised | None:
    return recognise(
        substance=new.substance,
        generic_name=new.generic_name,
        strength=new.strength,
        dose_form=new.dose_form,
    )


def _check(new: NewProduct, index: int) -> None:
    if not new.name.strip():
        raise ProductRefused(_("Enter the name."), field="name", index=index)
    if not new.base_unit.strip():
        raise ProductRefused(_("Enter the base unit."), field="base_unit", index=index)
    factors = [pack.factor for pack in new.packs]
    if unfit_factors(factors):
        raise PackRefused(
            _(
                "Each pack size must be a whole multiple of the next smaller one. Enter each "
                "size once."
            ),
            field="packs",
            index=index,
        )


def _product(new: NewProduct, makers: dict[str, UUID], categories: dict[str, UUID]) -> Product:
    return Product(
        id=new_id(),
        name=new.name.strip(),
        generic_name=new.generic_name,
        substance=new.substance,
        strength=new.strength,
        dose_form=new.dose_form,
        description=new.description,
        manufacturer_id=makers.get(new.manufacturer),
        category_id=categories.get(new.category),
        legal_class=new.legal_class,
        storage=new.storage,
        tax_class=new.tax_class,
        hsn=new.hsn,
        base_unit=new.base_unit.strip(),
        rotation=new.rotation,
        ved=new.ved,
        is_service=new.is_service,
        status=new.status,
        external_code=new.external_code,
        created_at=clock.now(),
    )


def _pack_rows(
    rows: _Rows, product: Product, new: NewProduct, moment: datetime, prices_at: UUID | None
) -> None:
    packs = sorted(new.packs, key=lambda pack: pack.factor)
    if not packs or packs[0].factor != 1:
        packs = [NewPack(name=product.base_unit, factor=1), *packs]
    for level, pack in enumerate(packs):
        row = Pack(
            id=new_id(),
            product_id=product.id,
            level=level,
            name=pack.name,
            factor=pack.factor,
            sellable=pack.sellable,
        )
        rows.packs.append(row)
        rows.barcodes += [
            Barcode(id=new_id(), pack_id=row.id, code=normalise_barcode(code))
            for code in pack.barcodes
        ]
        if pack.price is not None:
            rows.prices.append(_price(row.id, prices_at, pack.price, moment))
    if new.ceiling_amount is not None:
        rows.ceilings.append(
            PriceCeiling(
                id=new_id(),
                product_id=product.id,
                amount=new.ceiling_amount,
                units=new.ceiling_units,
                valid_from=moment,
                recorded_at=clock.now(),
            )
        )


def _price(pack_id: UUID, branch_id: UUID | None, amount: int, valid_from: datetime) -> Price:
    return Price(
        id=new_id(),
        pack_id=pack_id,
        branch_id=branch_id,
        amount=amount,
        valid_from=valid_from,
        recorded_at=clock.now(),
    )


def ids_of_names(model: type[Manufacturer | Category], names: set[str]) -> dict[str, UUID]:
    """Ids of makers or categories by name, made where they are missing; empty names left out."""
    wanted = {name for name in names if name}
    found = dict(model.objects.filter(name__in=wanted).values_list("name", "id"))
    missing = [model(id=new_id(), name=name) for name in sorted(wanted - set(found))]
    insert_rows(model, missing)
    return found | {row.name: row.id for row in missing}


def _refuse_taken(barcodes: Sequence[Barcode]) -> None:
    codes = [barcode.code for barcode in barcodes]
    seen: set[str] = set()
    taken = set(Barcode.objects.filter(code__in=codes).values_list("code", flat=True))
    for code in codes:
        if code in taken or code in seen:
            raise BarcodeTaken(
                _("The code %(code)s belongs to another pack. Check it.") % {"code": code},
                field="barcodes",
                code=code,
            )
        seen.add(code)
