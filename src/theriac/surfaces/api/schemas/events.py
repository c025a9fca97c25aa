"""The events that Theriac announces: CloudEvents 1.0 with typed data, one class a type.

``contracts/events`` holds the same as JSON schemas, written from here and checked by a test
against events that the domains really announced.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.surfaces.api.schemas.patients.events import (
    PatientErasedData,
    PatientMergedData,
    PrescriptionDispensedData,
    RefillDueData,
    WaitOfferedData,
)
from theriac.surfaces.api.schemas.purchase_orders.events import (
    PurchaseOrderAnsweredData,
    PurchaseOrderClosedData,
    PurchaseOrderPlacedData,
    PurchaseOrderSentData,
)
from theriac.surfaces.api.schemas.sales.events import (
    DiscrepancyOpenedData,
    DocumentRequestedData,
    SaleCompletedData,
)
from theriac.surfaces.api.schemas.stock.events import (
    ExpiryNearData,
    LowStockData,
    SerialMovedData,
    StockCountedData,
    StockReceivedData,
    StockUpdatedData,
)
from theriac.surfaces.api.schemas.types import Answer, PageSize, Position


class ProductChangedData(Answer):
    """A product, its packs, codes, prices or picture changed; read it again."""

    product_id: UUID


class ProductRankedData(Answer):
    """A product of which the branch sells more or less than before."""

    product_id: UUID


class ProductsMergedData(Answer):
    """Which product stands for which; ``subject`` is the merged one."""

    kept_id: UUID
    merged_id: UUID
    merge_id: UUID


class EventBase(Answer):
    """CloudEvents' attributes. ``source`` and ``id`` together name an event once."""

    specversion: Literal["1.0"]
    id: UUID
    source: Annotated[str, Field(min_length=1, description="`/branches/` and the branch's id.")]
    subject: Annotated[str, Field(min_length=1)]
    time: datetime
    datacontenttype: Literal["application/json"]
    position: Annotated[
        int,
        Field(
            ge=1,
            description=(
                "Its place in the feed; give it as `after` once all of the place are taken in. A "
                "sale and what it did to the stock of each product stand at one, the sale last."
            ),
        ),
    ]


class SaleCompleted(EventBase):
    """A sale is booked; it names what it took of which batch."""

    type: Literal["theriac.sale.completed.v1"]
    data: SaleCompletedData


class DiscrepancyOpened(EventBase):
    """A booked sale disagrees with the books; a person settles it."""

    type: Literal["theriac.sale.discrepancy.opened.v1"]
    data: DiscrepancyOpenedData


class StockReceived(EventBase):
    """Goods came in."""

    type: Literal["theriac.stock.received.v1"]
    data: StockReceivedData


class StockUpdated(EventBase):
    """The stock of a product at a branch changed."""

    type: Literal["theriac.stock.updated.v1"]
    data: StockUpdatedData


class LowStock(EventBase):
    """A product fell below its minimum."""

    type: Literal["theriac.alert.lowstock.v1"]
    data: LowStockData


class ExpiryNear(EventBase):
    """A batch comes near its expiry."""

    type: Literal["theriac.alert.expiry.v1"]
    data: ExpiryNearData


class PurchaseOrderPlaced(EventBase):
    """A purchase order was placed."""

    type: Literal["theriac.purchase.order.placed.v1"]
    data: PurchaseOrderPlacedData


class PurchaseOrderSent(EventBase):
    """A purchase order goes to its supplier."""

    type: Literal["theriac.purchase.order.sent.v1"]
    data: PurchaseOrderSentData


class PurchaseOrderClosed(EventBase):
    """A purchase order was closed."""

    type: Literal["theriac.purchase.order.closed.v1"]
    data: PurchaseOrderClosedData


class PurchaseOrderAnswered(EventBase):
    """A supplier answered a purchase order."""

    type: Literal["theriac.purchase.order.answered.v1"]
    data: PurchaseOrderAnsweredData


class StockCounted(EventBase):
    """A count was posted."""

    type: Literal["theriac.stock.counted.v1"]
    data: StockCountedData


class SerialMoved(EventBase):
    """A pack with a serial number was sold, came back, or was refused."""

    type: Literal["theriac.stock.serial.v1"]
    data: SerialMovedData


class ProductChanged(EventBase):
    """Something of a product changed."""

    type: Literal["theriac.catalog.product.changed.v1"]
    data: ProductChangedData


class ProductRanked(EventBase):
    """A branch sells more or less of a product: the search orders by it."""

    type: Literal["theriac.catalog.product.ranked.v1"]
    data: ProductRankedData


class ProductsMerged(EventBase):
    """A product that was there twice stands for another one now."""

    type: Literal["theriac.catalog.product.merged.v1"]
    data: ProductsMergedData


class ProductsUnmerged(EventBase):
    """A merge of two products was taken back."""

    type: Literal["theriac.catalog.product.unmerged.v1"]
    data: ProductsMergedData


class PatientMerged(EventBase):
    """A patient's record stands for another one too."""

    type: Literal["theriac.patient.merged.v1"]
    data: PatientMergedData


class PatientUnmerged(EventBase):
    """A merge of two patients' records was taken back."""

    type: Literal["theriac.patient.unmerged.v1"]
    data: PatientMergedData


class PatientErased(EventBase):
    """A patient was erased."""

    type: Literal["theriac.patient.erased.v1"]
    data: PatientErasedData


class WaitOffered(EventBase):
    """Goods are held for who was first on the waitlist, and they want to be told."""

    type: Literal["theriac.waitlist.offered.v1"]
    data: WaitOfferedData


class PrescriptionDispensed(EventBase):
    """What was dispensed of lines of a prescription changed: given, or taken back."""

    type: Literal["theriac.prescription.dispensed.v1"]
    data: PrescriptionDispensedData


class RefillDue(EventBase):
    """A patient's supply runs out soon, or did, and they want to be told."""

    type: Literal["theriac.refills.due.v1"]
    data: RefillDueData


class DocumentRequested(EventBase):
    """Somebody asked that the document of a sale is sent to them."""

    type: Literal["theriac.sale.document.requested.v1"]
    data: DocumentRequestedData


AnyEvent = (
    SaleCompleted
    | DiscrepancyOpened
    | StockReceived
    | StockUpdated
    | LowStock
    | ExpiryNear
    | PurchaseOrderPlaced
    | PurchaseOrderSent
    | PurchaseOrderClosed
    | PurchaseOrderAnswered
    | StockCounted
    | SerialMoved
    | ProductChanged
    | ProductRanked
    | ProductsMerged
    | ProductsUnmerged
    | PatientMerged
    | PatientUnmerged
    | PatientErased
    | WaitOffered
    | PrescriptionDispensed
    | RefillDue
    | DocumentRequested
)
EVENTS: dict[str, type[EventBase]] = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(AnyEvent)
}
"""The classes by CloudEvents type."""


class EventsWanted(BaseModel):
    """Where to go on in the feed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: Position = Field(
        default=0, description="The position of the last event seen; 0 begins with the first."
    )
    limit: PageSize = Field(default=100, description="Events of at most so many places.")


class Feed(Answer):
    """Events in the order of their positions, and where to go on.

    ``after`` moves on also past events that this actor may not see.
    """

    events: list[Annotated[AnyEvent, Field(discriminator="type")]]
    after: int
    more: bool
