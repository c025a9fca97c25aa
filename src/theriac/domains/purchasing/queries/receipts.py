"""Deliveries as they are listed and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import AskedFirst
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.cold_chain.queries.limits import missed_at_arrival
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchasing.comparison import differences_of
from theriac.domains.purchasing.delivery import costs_of, lines_of, seen, short_days
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, ReceiptPosting
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.purchasing.price_proposals import price_now, proposals
from theriac.domains.purchasing.questions import questions_of
from theriac.domains.purchasing.rules.checks import expiry_fault, is_short
from theriac.domains.purchasing.rules.costs import LineCost, ReceiptCost
from theriac.domains.purchasing.rules.invoice_match import InvoiceDifference
from theriac.domains.recalls.queries.lots import RecallMark, recalls_of_batches, recalls_of_lots
from theriac.domains.stock.rules.lots import lot_key
from theriac.domains.suppliers.queries import SupplierCard, supplier_cards


def matching(rows: QuerySet[GoodsReceipt], text: str) -> QuerySet[GoodsReceipt]:
    """Those whose number, delivery note or invoice begins so."""
    typed = text.strip()
    return rows.filter(
        Q(number__istartswith=typed)
        | Q(delivery_note__istartswith=typed)
        | Q(invoice_number__istartswith=typed)
    )


RECEIPTS: Listing[GoodsReceipt] = Listing(
    name="purchasing.receipts",
    sorts={"received_on": SortFields(("received_on",)), "created_at": SortFields(("created_at",))},
    default_sort="-received_on",
    filters={
        "state": lambda rows, state: rows.filter(state=state),
        "supplier_id": lambda rows, key: rows.filter(supplier_id=key),
        "received_from": lambda rows, day: rows.filter(received_on__gte=day),
        "received_to": lambda rows, day: rows.filter(received_on__lte=day),
        "text": matching,
    },
)
"""What may be asked of the list of deliveries."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with its product, what it costs now or was posted at, and what it needs.

    ``recalls`` are the open recalls that name its lot or, once it is posted, those that keep its
    batch. ``short_days`` are the days that short-dated goods have left; ``fault`` says why the
    expiry isn't taken; ``price_now`` is what the pack is sold for. ``limits`` are those of the
    product's storage, lowest and highest in tenths of a degree, where it arrived outside them.
    """

    line: GoodsReceiptLine
    product: ProductFact
    pack: str
    cost: LineCost | None
    short_days: int | None
    fault: str
    proposed: int | None
    price_now: int | None
    recalls: tuple[RecallMark, ...] = ()
    limits: tuple[int, int] | None = None

    @property
    def is_held_for_temperature(self) -> bool:
        """Whether posting holds its batch, or held it, for the temperature at arrival."""
        return self.limits is not None and not self.line.is_temperature_accepted


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A delivery with everything that its page shows; ``questions`` are what its posting asks."""

    receipt: GoodsReceipt
    supplier: SupplierCard | None
    lines: tuple[LineView, ...]
    costs: ReceiptCost | None
    differences: tuple[InvoiceDifference, ...]
    postings: Mapping[str, ReceiptPosting]
    has_invoice: bool
    questions: tuple[AskedFirst, ...]


@query(permission=VIEW_RECEIPTS)
def list_receipts(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[GoodsReceipt]:
    """The deliveries at branches that the actor may see, in no order."""
    return (
        GoodsReceipt.objects.filter(**branches_seen(actor, VIEW_RECEIPTS, branch_id))
        .annotate(line_count=Count("lines"))
        .order_by()
    )


@query(permission=VIEW_RECEIPTS)
def find_receipt(*, actor: Actor, receipt_id: UUID) -> GoodsReceipt | None:
    """The bare row of a delivery at a branch that the actor may see; None otherwise."""
    return GoodsReceipt.objects.filter(id=receipt_id, **branches_seen(actor, VIEW_RECEIPTS)).first()


@query(permission=VIEW_RECEIPTS)
def read_receipt(*, actor: Actor, receipt_id: UUID) -> ReceiptView | None:
    """One delivery at a branch that the actor may see; None otherwise."""
    receipt = find_receipt(actor=actor, receipt_id=receipt_id)
    if receipt is None:
        return None
    lines = lines_of(receipt)
    products = sale_facts(dict.fromkeys(line.product_id for line in lines))
    costs = costs_of(receipt, lines)
    proposed = proposals(receipt, lines, products)
    today, days = branch_date(receipt.branch_id), short_days()
    recalls = _recalls(lines)
    missed = missed_at_arrival([(line.product_id, line.temperature) for line in lines])
    is_open = receipt.state in {GoodsReceipt.State.DRAFT, GoodsReceipt.State.CHECKED}
    views = []
    for index, line in enumerate(lines):
        product = products[line.product_id]
        pack = product.packs[line.pack_id]
        views.append(
            LineView(
                line=line,
                product=product,
                pack=pack.name,
                cost=costs.lines[index] if costs else None,
                short_days=is_short(line.expires_on, today, days) if is_open else None,
                fault=str(expiry_fault(seen(line, product.name), today, days)) if is_open else "",
                proposed=proposed.get(line.id),
                price_now=price_now(pack, receipt.branch_id),
                recalls=recalls.get(line.id, ()),
                limits=missed[index],
            )
        )
    cards = supplier_cards([receipt.supplier_id] if receipt.supplier_id else [])
    return ReceiptView(
        receipt=receipt,
        supplier=cards.get(receipt.supplier_id) if receipt.supplier_id else None,
        lines=tuple(views),
        costs=costs,
        differences=differences_of(receipt, lines),
        postings={one.posting_kind: one for one in receipt.postings.all()},
        has_invoice=receipt.invoice_lines.exists(),
        questions=tuple(questions_of(receipt, lines, products)) if is_open else (),
    )


def _recalls(lines: Sequence[GoodsReceiptLine]) -> dict[UUID, tuple[RecallMark, ...]]:
    """The recalls of each line: those that its batch belongs to, else those of its lot.

    A posted line's lot counts only by closed recalls: it was held for them as it arrived.
    """
    of_batches = recalls_of_batches([line.batch_id for line in lines if line.batch_id])
    of_lots = recalls_of_lots([(line.product_id, line.batch_number) for line in lines])
    found: dict[UUID, tuple[RecallMark, ...]] = {}
    for line in lines:
        marks = of_lots.get((line.product_id, lot_key(line.batch_number)), ())
        if line.batch_id:
            closed = tuple(one for one in marks if not one.is_open)
            marks = of_batches.get(line.batch_id, closed)
        found[line.id] = marks
    return found


def totals_of(receipt_ids: Sequence[UUID]) -> dict[UUID, int]:
    """What each posted receipt asked, by id; for a page of a list, whose rows are seen."""
    rows = ReceiptPosting.objects.filter(
        receipt_id__in=list(receipt_ids), posting_kind=ReceiptPosting.Kind.POSTED
    )
    return dict(rows.values_list("receipt_id", "total"))
