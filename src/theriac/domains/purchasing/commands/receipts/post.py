"""Posting a delivery: the only door by which one moves stock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.database.update import update_rows
from theriac.core.formatting import format_minor_units
from theriac.core.ids import new_id
from theriac.core.problems import require_confirmed
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.cold_chain.queries.limits import missed_at_arrival
from theriac.domains.offers.aliases import learn
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date, get_branch, pharmacy_currency
from theriac.domains.purchasing.commands.books import enter_invoice
from theriac.domains.purchasing.commands.receipts.invoice_lines import taught_of
from theriac.domains.purchasing.commands.receipts.of_order import tell_order
from theriac.domains.purchasing.commands.receipts.order_match import demand_for_match
from theriac.domains.purchasing.commands.receipts.states import require_whole
from theriac.domains.purchasing.delivery import (
    content_hash,
    costs_of,
    lines_of,
    locked_receipt,
    require_state,
    save_receipt,
)
from theriac.domains.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    ReceiptPosting,
)
from theriac.domains.purchasing.numbering import RECEIPT
from theriac.domains.purchasing.permissions import POST_RECEIPT
from theriac.domains.purchasing.price_proposals import price_now
from theriac.domains.purchasing.questions import questions_of
from theriac.domains.purchasing.rules.costs import ReceiptCost
from theriac.domains.serials.commands.receive import keep_received
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine, receive_stock

POSTED_FIELDS = ["cost", "tax", "batch", "movement"]


@command(
    name="purchasing.post_receipt",
    done=gettext_lazy("Posted a goods receipt"),
    permission=POST_RECEIPT,
)
def post_receipt(
    *,
    actor: Actor,
    branch_id: BranchId,
    receipt_id: UUID,
    version: int,
    confirmed: Collection[str] = (),
    approval_id: UUID | None = None,
) -> str:
    """Put a checked delivery on the shelf with its cost, under the branch's next number.

    Every line becomes a batch, held where it arrived outside the limits of its product's storage
    and nobody accepted that at the check. Confirmed selling prices hold from now on, and the
    supplier's own codes are learnt. Returns the number. Raises NotFound, Stale, ReceiptFixed,
    whatever a check raises, since days passed, and AsksFirst for what is unusual (``questions``)
    and isn't ``confirmed`` by its code. What asks or brings more than its purchase order, beyond
    the tolerance, raises ApprovalNeeded, or ApprovalUnfit for another ``approval_id``.
    """
    receipt = locked_receipt(receipt_id, branch_id, version)
    require_state(receipt, GoodsReceipt.State.CHECKED)
    lines = lines_of(receipt)
    products = require_whole(receipt, lines)
    taken_knowingly = require_confirmed(questions_of(receipt, lines, products), confirmed)
    facts: dict[str, object] = {"confirmed": taken_knowingly} if taken_knowingly else {}
    facts |= demand_for_match(receipt, lines, actor, approval_id)
    return put_on_shelf(actor, receipt, lines, products, facts)


def put_on_shelf(
    actor: Actor,
    receipt: GoodsReceipt,
    lines: Sequence[GoodsReceiptLine],
    products: Mapping[UUID, ProductFact],
    settled: Mapping[str, object],
) -> str:
    """Post a checked receipt that lacks nothing, with what was ``settled`` before; its number."""
    branch_id = BranchId(receipt.branch_id)
    costs, supplier_id = costs_of(receipt, lines), receipt.supplier_id
    if costs is None or supplier_id is None:
        raise AssertionError("a whole receipt has its supplier and costs")
    receipt.number = take_document_number(branch_id, RECEIPT, branch_date(branch_id))
    received = receive_stock(
        branch_id=branch_id,
        lines=_goods(receipt, lines, costs),
        number=receipt.number,
        reason=receipt.delivery_note or receipt.invoice_number,
    )
    keep_received(
        branch_id=branch_id,
        document_id=received.id,
        number=receipt.number,
        serials=_serials(lines),
    )
    parts = zip(lines, costs.lines, received.batch_ids, received.movement_ids, strict=True)
    for line, cost, batch_id, movement_id in parts:
        line.cost, line.tax = cost.cost, cost.tax
        line.batch_id, line.movement_id = batch_id, movement_id
    update_rows(lines, POSTED_FIELDS)
    receipt.state, receipt.posted_at = GoodsReceipt.State.POSTED, clock.now()
    insert_rows(ReceiptPosting, [_posting(receipt, lines, costs, received.id, supplier_id)])
    tell_order(receipt, lines)
    enter_invoice(receipt, costs)
    learn(supplier_id, taught_of(receipt, lines))
    _set_prices(actor, receipt, lines, products)
    facts: dict[str, object] = {"number": receipt.number, "lines": len(lines)}
    facts |= {"total": costs.total, "cost": costs.cost, **settled}
    save_receipt(receipt, "posted", facts)
    return receipt.number


def _goods(
    receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine], costs: ReceiptCost
) -> list[DeliveryLine]:
    held_for = _held_for(receipt, lines)
    return [
        DeliveryLine(
            product_id=line.product_id,
            quantity=line.quantity,
            batch_number=line.batch_number,
            expires_on=line.expires_on,
            cost_amount=cost.cost,
            cost_units=line.quantity,
            mrp_amount=line.mrp,
            mrp_units=line.factor,
            price_amount=line.selling_price,
            price_units=line.factor,
            supplier_id=receipt.supplier_id,
            is_consigned=receipt.is_consigned,
            shelf=line.shelf,
            held_for=reason,
            line_id=line.id,
        )
        for line, cost, reason in zip(lines, costs.lines, held_for, strict=True)
    ]


def _held_for(receipt: GoodsReceipt, lines: Sequence[GoodsReceiptLine]) -> list[str]:
    """Why each line's batch is held as it arrives; empty where it isn't."""
    missed = missed_at_arrival([(line.product_id, line.temperature) for line in lines])
    if not any(missed):
        return [""] * len(lines)
    branch = get_branch(receipt.branch_id)
    country = branch.pharmacy.country if branch else ""
    words = _("Arrived at %(came)s °C, storage limits %(low)s to %(high)s °C")
    reasons = []
    for line, limits in zip(lines, missed, strict=True):
        if limits is None or line.temperature is None or line.is_temperature_accepted:
            reasons.append("")
            continue
        tenths = {"came": line.temperature, "low": limits[0], "high": limits[1]}
        said = {name: format_minor_units(one, 1, country) for name, one in tenths.items()}
        reasons.append(words % said)
    return reasons


def _serials(lines: Sequence[GoodsReceiptLine]) -> dict[UUID, list[str]]:
    """The serial numbers that were scanned, by product."""
    found: dict[UUID, list[str]] = {}
    for line in lines:
        if line.serials:
            found.setdefault(line.product_id, []).extend(line.serials)
    return found


def _posting(
    receipt: GoodsReceipt,
    lines: Sequence[GoodsReceiptLine],
    costs: ReceiptCost,
    document_id: UUID,
    supplier_id: UUID,
) -> ReceiptPosting:
    return ReceiptPosting(
        id=new_id(),
        receipt=receipt,
        posting_kind=ReceiptPosting.Kind.POSTED,
        branch_id=receipt.branch_id,
        supplier_id=supplier_id,
        number=receipt.number,
        document_id=document_id,
        lines=len(lines),
        quantity=sum(line.quantity for line in lines),
        currency=pharmacy_currency(),
        total=costs.total,
        tax=costs.tax,
        cost=costs.cost,
        content_hash=content_hash(receipt, lines),
        person_id=current_unit().actor.id,
        business_on=branch_date(receipt.branch_id),
        recorded_at=clock.now(),
    )


def _set_prices(
    actor: Actor,
    receipt: GoodsReceipt,
    lines: Sequence[GoodsReceiptLine],
    products: Mapping[UUID, ProductFact],
) -> None:
    """Confirmed prices that differ from what the branch sells for hold from now on."""
    wanted = {line.pack_id: line for line in lines if line.selling_price is not None}
    for pack_id, line in wanted.items():
        now = price_now(products[line.product_id].packs[pack_id], receipt.branch_id)
        if line.selling_price is not None and line.selling_price != now:
            set_price(
                actor=actor,
                pack_id=pack_id,
                amount=line.selling_price,
                branch_id=receipt.branch_id,
            )
