"""One sale whole, as its receipt tells it; and the copies of receipts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.names import pack_names, product_names_at
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.commands.complete_sale import CompletedSale
from theriac.domains.sales.models import (
    Payment,
    ReceiptCopy,
    Sale,
    SaleGround,
    SaleLine,
    SalePatient,
    VoidedNumber,
)
from theriac.domains.sales.permissions import COPY_RECEIPT, VIEW_SALES
from theriac.domains.sales.prescriptions import SeenPrescription, seen_in
from theriac.domains.stock.queries.batches.allocations import TakenBatch, taken_batches

COPIES: Listing[ReceiptCopy] = Listing(
    name="sales.receipt_copies",
    sorts={"number": SortFields(("number",))},
    default_sort="number",
)
"""The copies of one receipt, the first one first."""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A line with its names and batches; what the books couldn't allocate has no batch."""

    row: SaleLine
    product: str
    pack: str
    batches: Sequence[TakenBatch]


@dataclass(frozen=True, slots=True)
class SaleReceipt:
    """A sale with everything that stands on its receipt; amounts in minor units."""

    sale: Sale
    lines: Sequence[ReceiptLine]
    grounds: Sequence[SaleGround]
    payments: Sequence[Payment]
    prescriptions: Mapping[UUID, SeenPrescription] = field(default_factory=dict)
    """By ground; empty until somebody reads them (``commands/read_prescriptions``)."""

    @property
    def has_prescriptions(self) -> bool:
        """Whether a prescription was seen for it."""
        return any(one.kind == SaleGround.Kind.PRESCRIPTION for one in self.grounds)


@dataclass(frozen=True, slots=True)
class Names:
    """What a receipt calls products and packs."""

    products: Mapping[UUID, str]
    packs: Mapping[UUID, str]


@query(permission=VIEW_SALES)
def get_receipt(*, actor: Actor, sale_id: UUID) -> SaleReceipt | None:
    """The receipt of a sale of a branch that the actor may see, or None."""
    return _read(sale_id, branches_seen(actor, VIEW_SALES))


@query(permission=VIEW_SALES)
def patient_of_sale(*, actor: Actor, sale_id: UUID) -> UUID | None:
    """Whom a sale that the actor may see was for, by reference; who it is tells `patients`."""
    seen = {f"sale__{name}": value for name, value in branches_seen(actor, VIEW_SALES).items()}
    rows = SalePatient.objects.filter(sale_id=sale_id, **seen)
    return rows.values_list("patient_id", flat=True).first()


def is_void(sale: Sale) -> bool:
    """Whether the sale's number was declared void before the sale arrived."""
    return VoidedNumber.objects.filter(series_id=sale.series_id, sequence=sale.sequence).exists()


def receipt_again(sale_id: UUID) -> SaleReceipt | None:
    """The receipt for who made the sale: a repeated request is answered as the first was."""
    receipt = _read(sale_id, {})
    return receipt and replace(receipt, prescriptions=seen_in(receipt.grounds))


def receipt_of(done: CompletedSale) -> SaleReceipt:
    """The receipt of a sale just completed, without reading anything."""
    lines = [
        ReceiptLine(
            row,
            line.product.name,
            line.product.packs[line.pack_id].name,
            [
                TakenBatch(batch.batch_id, batch.number, batch.expires_on, quantity)
                for batch, quantity in line.shares
            ],
        )
        for row, line in zip(done.lines, done.basket, strict=True)
    ]
    return SaleReceipt(done.sale, lines, done.grounds, done.payments, seen_in(done.grounds))


def _read(sale_id: UUID, seen: Mapping[str, Any]) -> SaleReceipt | None:
    sale = Sale.objects.filter(id=sale_id, **seen).first()
    if sale is None:
        return None
    rows = list(SaleLine.objects.filter(sale_id=sale_id).order_by("position"))
    names = Names(
        product_names_at((row.product_id for row in rows), sale.recorded_at),
        pack_names(row.pack_id for row in rows),
    )
    batches = taken_batches(sale_id)
    lines = [
        ReceiptLine(
            row,
            names.products.get(row.product_id, ""),
            names.packs.get(row.pack_id, ""),
            batches.get(row.id, ()),
        )
        for row in rows
    ]
    return SaleReceipt(
        sale,
        lines,
        list(SaleGround.objects.filter(sale_id=sale_id).order_by("id")),
        list(Payment.objects.filter(sale_id=sale_id).order_by("id")),
    )


@query(permission=VIEW_SALES)
def list_receipt_copies(*, actor: Actor, sale_id: UUID) -> QuerySet[ReceiptCopy]:
    """The copies of a sale of a branch that the actor may see, in no order."""
    seen = {f"sale__{name}": value for name, value in branches_seen(actor, VIEW_SALES).items()}
    return ReceiptCopy.objects.filter(sale_id=sale_id, **seen).order_by()


@query(permission=COPY_RECEIPT)
def branch_to_copy_at(*, actor: Actor, sale_id: UUID) -> BranchId | None:
    """The branch of a sale whose receipt the actor may copy, or None."""
    sales = Sale.objects.filter(id=sale_id, **branches_seen(actor, COPY_RECEIPT))
    found = sales.values_list("branch_id", flat=True).first()
    return None if found is None else BranchId(found)


def prints_elsewhere(*, branch_id: UUID, sale_id: UUID) -> bool | None:
    """Whether a counter printed the original of a sale of the branch; None for no such sale."""
    sales = Sale.objects.filter(id=sale_id, branch_id=branch_id).values_list("source", flat=True)
    source = sales.first()
    return None if source is None else source == Sale.Source.COUNTER


def sales_of_counters(sale_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these sales that a counter made; for checks."""
    rows = Sale.objects.filter(id__in=list(sale_ids), source=Sale.Source.COUNTER).order_by()
    return set(rows.values_list("id", flat=True))


def copy_again(copy_id: UUID) -> ReceiptCopy:
    """A copy for who took it."""
    return ReceiptCopy.objects.get(id=copy_id)
