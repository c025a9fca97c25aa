"""The device's copy of the books, as the change feed sends it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.surfaces.counter.wire.people import PersonOut
from theriac.surfaces.counter.wire.settings import SettingsOut


class PackOut(BaseModel):
    """A pack level with the codes that open it."""

    id: UUID
    level: int
    name: str
    factor: int
    sellable: bool
    codes: list[str]


class PriceOut(BaseModel):
    """A pack's price from an instant on; ``branch_id`` None means everywhere."""

    pack_id: UUID
    branch_id: UUID | None
    amount: int
    valid_from: datetime


class CeilingOut(BaseModel):
    """The most that law lets the product cost: ``amount`` for ``units`` base units."""

    amount: int
    units: int
    valid_from: datetime


class ProductOut(BaseModel):
    """A product as the counter finds, prices and judges it."""

    id: UUID
    name: str
    generic_name: str
    substance: str
    strength: str
    dose_form: str
    generic_id: UUID | None
    ingredients: list[str]
    contents: list[str]
    """The substances in one writing, as safety checks ask them; empty without a generic."""
    amounts: list[str]
    """Of each so many micrograms in a base unit, as a whole number or ratio; "" if not known."""
    atc: str
    generic_form: str
    manufacturer: str
    category: str
    legal_class: str
    tax_class: str
    hsn: str
    base_unit: str
    rotation: str
    is_service: bool
    """Sold without batches, and without network whatever the quota."""
    status: str
    standing: int
    """How it stands among what a query fits as well (``catalog/search/standing.py``)."""
    popularity: int
    """The level of what this branch sells of it."""
    version: int
    packs: list[PackOut]
    prices: list[PriceOut]
    ceilings: list[CeilingOut]


class MrpOut(BaseModel):
    """The price printed on a batch: ``amount`` for ``units`` base units."""

    amount: int
    units: int


class BatchPriceOut(BaseModel):
    """What one batch alone is sold for: ``amount`` for ``units`` base units."""

    amount: int
    units: int


class BatchOut(BaseModel):
    """A batch with what this branch's shelf has of it; ``reserved`` of that isn't for sale."""

    id: UUID
    product_id: UUID
    number: str
    expiry: date | None
    received: date
    status: str
    shelf: str
    mrp: MrpOut | None
    own_price: BatchPriceOut | None
    quantity: int
    reserved: int = 0


class RemovedOut(BaseModel):
    """Ids of what is no longer for this device."""

    products: list[UUID] = Field(default_factory=list)
    batches: list[UUID] = Field(default_factory=list)


class PageOut(BaseModel):
    """One page of the feed; see docs/counter-protocol.md."""

    position: str
    cursor: str | None
    snapshot: str | None
    total: int | None = None
    as_of: datetime
    settings: SettingsOut | None = None
    products: list[ProductOut] = Field(default_factory=list)
    batches: list[BatchOut] = Field(default_factory=list)
    people: list[PersonOut] | None = None
    removed: RemovedOut = Field(default_factory=RemovedOut)
