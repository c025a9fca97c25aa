"""The feed: a program's own copy of products and of a branch's stock."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Text200
from theriac.core.listing.pages import LARGEST_SIZE
from theriac.surfaces.api.schemas.types import Answer, Here, Money, PageSize


class FeedPack(Answer):
    """One level in which a product is counted: `factor` base units, with the codes that open it."""

    id: UUID
    level: int
    name: str
    factor: int
    sellable: bool
    barcodes: list[str]


class FeedPrice(Answer):
    """A pack's price from an instant on; one of the branch goes before one of everywhere (null)."""

    pack_id: UUID
    branch_id: UUID | None
    price: Money
    valid_from: datetime


class FeedCeiling(Answer):
    """The most that law lets the product cost from an instant on: `price` for `units`."""

    price: Money
    units: int
    valid_from: datetime


class FeedProduct(Answer):
    """A product as it is now, with the prices in force and those to come."""

    id: UUID
    name: str
    generic_name: str
    substance: str
    strength: str
    dose_form: str
    manufacturer: str
    category: str
    legal_class: str
    tax_class: str
    hsn: str
    base_unit: str
    rotation: str
    status: str
    version: int
    packs: list[FeedPack]
    prices: list[FeedPrice]
    ceilings: list[FeedCeiling]


class FeedBatch(Answer):
    """A batch with what the branch's shelves have of it now, in base units; 0 when it is empty."""

    id: UUID
    product_id: UUID
    number: str
    expires_on: date | None
    received_on: date
    state: str
    shelf: str
    mrp: Money | None
    mrp_units: int | None
    quantity: int


class FeedPage(Answer):
    """One page of the copy: rows to put in place of those of the same id.

    Keep `after` together with the rows. Ask on with it: at once while there is `more`, else
    whenever you like. `snapshot` names the snapshot that a page is of, null among changes: when
    one is complete, what it didn't name is gone.
    """

    after: str
    more: bool
    snapshot: UUID | None
    products: list[FeedProduct]
    batches: list[FeedBatch]


class FeedWanted(Here):
    """From where on, and how much at once."""

    after: Text200 = Field(default="", description="`after` of the page before; empty: everything.")
    limit: PageSize = Field(
        default=LARGEST_SIZE, description="Products, or changes to look at, a page."
    )
