"""Products, packs, barcodes, prices."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from theriac.core.facts.types import (
    Id,
    Name,
    Reason,
    Text24,
    Text60,
    Text80,
    Text120,
    Text200,
    Text250,
    Text500,
    storable,
)
from theriac.surfaces.api.schemas.types import Answer, Body, Money, Page, Wanted

Status = Literal["draft", "active", "blocked", "discontinued"]
Standing = Literal["draft", "active", "blocked", "discontinued", "merged"]
Rotation = Literal["fefo", "fifo"]
Ved = Annotated[
    Literal["", "vital", "essential", "desirable"],
    Field(description="How much depends on having it, as a pharmacist judged; empty for nobody."),
]
ProductSort = Literal["name", "-name", "created_at", "-created_at"]
Code = Annotated[
    str, StringConstraints(min_length=1, max_length=60, pattern=r"\S"), AfterValidator(storable)
]
Hsn = Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{4}|[0-9]{6}|[0-9]{8})?$")]
Unit = Annotated[
    str, StringConstraints(min_length=1, max_length=24, pattern=r"\S"), AfterValidator(storable)
]


class ProductsWanted(Wanted):
    """Filters of the list of products."""

    q: Text120 = Field(
        default="", description="Words as people type them; then best first, whatever the `sort`."
    )
    category: Text120 | None = Field(default=None, description="Name of the category.")
    manufacturer: Text120 | None = Field(default=None, description="Name of the manufacturer.")
    status: Standing | None = None
    legal_class: Text24 | None = Field(default=None, description="Code of the legal class.")
    sort: ProductSort = "name"


class ProductsWantedHere(ProductsWanted):
    """Filters of the list of stock by product."""

    branch_id: Id | None = Field(default=None, description="Without it, the actor's own branch.")


class Pack(Answer):
    """One level in which a product is counted: `factor` base units, with its own price now."""

    id: UUID
    level: int
    name: str
    factor: int
    sellable: bool
    barcodes: list[str]
    price: Money | None


class Product(Answer):
    """A product with its packs. `version` is what If-Match names."""

    id: UUID
    name: str
    generic_name: str
    substance: str
    strength: str
    dose_form: str
    generic_id: UUID | None
    description: str
    manufacturer: str
    category: str
    legal_class: str
    storage: str
    tax_class: str
    hsn: str
    base_unit: str
    rotation: str
    ved: Ved
    is_service: bool = Field(description="Sold and never stocked.")
    status: str
    merged_into: UUID | None = Field(description="The product that stands for it since a merge.")
    has_picture: bool
    external_code: str | None
    created_at: datetime
    version: int
    packs: list[Pack]


class ProductPage(Page[Product]):
    """A page of products."""


class PackLevelNew(Body):
    """A pack level to add; its codes and price are set apart."""

    name: Unit
    factor: int = Field(ge=1, le=1_000_000, description="Base units in the pack.")
    sellable: bool = True


class PackNew(PackLevelNew):
    """A pack of a new product."""

    barcodes: list[Code] = Field(default=[], max_length=20)
    price: Money | None = None


class CeilingNew(Body):
    """The most that law lets a product cost: `price` for `units` base units."""

    price: Money
    units: int = Field(ge=1, le=1_000_000)


class ProductNew(Body):
    """A product to add; the base unit's pack is added when no pack has factor 1."""

    name: Name
    base_unit: Unit
    legal_class: Text24 = Field(description="A legal class of the pharmacy's country.")
    packs: list[PackNew] = Field(default=[], max_length=12)
    generic_name: Text200 = ""
    substance: Text250 = ""
    strength: Text80 = ""
    dose_form: Text60 = ""
    description: Text500 = ""
    manufacturer: Text120 = ""
    category: Text120 = ""
    storage: Text60 = ""
    tax_class: Text24 = "standard"
    hsn: Hsn = ""
    rotation: Rotation = "fefo"
    ved: Ved = ""
    is_service: bool = Field(
        default=False,
        description="Sold and never stocked, such as a vaccination or a fee. It can't be changed.",
    )
    status: Literal["active", "draft"] = "active"
    external_code: Code | None = None
    ceiling: CeilingNew | None = None


class ProductEdit(Body):
    """What changes; a field that is left out or null stays. Packs don't change here."""

    name: Name | None = None
    generic_name: Text200 | None = None
    substance: Text250 | None = None
    strength: Text80 | None = None
    dose_form: Text60 | None = None
    description: Text500 | None = None
    manufacturer: Text120 | None = None
    category: Text120 | None = None
    legal_class: Text24 | None = None
    storage: Text60 | None = None
    tax_class: Text24 | None = None
    hsn: Hsn | None = None
    rotation: Rotation | None = None
    ved: Ved | None = None
    status: Status | None = None
    reason: Text250 = Field(default="", description="Why the state changes; needed when it does.")


class Group(Answer):
    """A category or manufacturer, with how many products it has."""

    id: UUID
    name: str
    product_count: int


class GroupPage(Page[Group]):
    """A page of categories or manufacturers."""


class OpenedPack(Answer):
    """The pack that a code opens, and its product."""

    barcode_id: UUID
    code: str
    pack_id: UUID
    pack: str
    factor: int
    product_id: UUID
    product: str


class BarcodeNew(Body):
    """A code that shall open a pack."""

    pack_id: Id
    code: Code


class BarcodeMove(Body):
    """A code that shall open another pack than the one that it opens."""

    pack_id: Id = Field(description="The pack that it opens until now.")
    code: Code
    to_pack_id: Id = Field(description="The pack that it shall open, of this or another product.")
    reason: Reason


class BarcodeRemoval(Body):
    """A code that shall open no pack any more."""

    pack_id: Id = Field(description="The pack that it opens until now.")
    code: Code
    reason: Reason


class CodeToRead(Body):
    """A scanned or typed code, exactly as it came."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=8000), AfterValidator(storable)]


class Element(Answer):
    """One GS1 field: application identifier and value."""

    identifier: str
    value: str


class Warned(Answer):
    """What a person must check before the code is trusted."""

    code: str
    detail: str


class ReadCode(Answer):
    """What a code says, and the pack that it opens here."""

    form: str
    text: str
    symbology: str | None
    gtin: str | None
    batch_number: str | None
    expires_on: date | None
    produced_on: date | None
    serial: str | None
    quantity: int | None
    elements: list[Element]
    warnings: list[Warned]
    pack: OpenedPack | None


class PictureWanted(BaseModel):
    """Which form of the picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: Literal["full", "thumbnail"] = Field(default="full", description="Thumbnail: 96 px.")


class Picture(Answer):
    """A product's picture, as kept."""

    product_id: UUID
    version: int
    url: str
    thumbnail_url: str
