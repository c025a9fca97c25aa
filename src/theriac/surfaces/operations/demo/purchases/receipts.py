"""The demo's deliveries: of the past, posted just now, checked, being written; what goes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import AsksFirst
from theriac.domains.capital.commands.floor import set_floor
from theriac.domains.capital.queries.position import capital_now
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.commands.order_now import order_now
from theriac.domains.purchase_orders.commands.place import priced_order
from theriac.domains.purchase_orders.rules.facts import OrderLineWritten, PurchaseOrderNew
from theriac.domains.purchasing.commands.receipts.begin import begin_receipt
from theriac.domains.purchasing.commands.receipts.lines import change_line, remove_line
from theriac.domains.purchasing.commands.receipts.of_order import begin_order_receipt
from theriac.domains.purchasing.commands.receipts.past import post_past_receipt
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.commands.receipts.states import check_receipt
from theriac.domains.purchasing.commands.returns.credit import enter_credit
from theriac.domains.purchasing.commands.returns.draft import (
    ReturnLineWritten,
    ReturnWhy,
    begin_return,
)
from theriac.domains.purchasing.commands.returns.send import send_return
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.queries.receipts import read_receipt
from theriac.domains.purchasing.queries.returns import read_return
from theriac.domains.purchasing.rules.facts import GoodsLineWritten, GoodsReceiptHead
from theriac.domains.replenishment.queries.expiry_board import BoardLine, expiry_board
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.queries import active_suppliers, all_names
from theriac.surfaces.operations.demo.plan.products import ProductPlan
from theriac.surfaces.operations.demo.plan.shelves import BatchPlan, ReceiptPlan
from theriac.surfaces.operations.demo.purchases.portal import add_answer
from theriac.surfaces.operations.demo.second import with_second
from theriac.surfaces.operations.demo.stock import Stocked

MARGIN = (100, 125)
"""What a pack costs of what it is sold for."""
SHORT_DAYS, LONG_DAYS = 75, 540
FIRST = 80
"""Where in the plan the goods stand that come: beyond those that are moved and returned."""
A_DELIVERY = 2
ORDERED = 90
"""Where the goods stand that are ordered."""
GOING_BACK, SENT_BACK = 3, 2
"""Lines that go back to a supplier, and how many of them are sent."""

Goods = tuple[ProductPlan, Stocked]


def receive(
    plan: ReceiptPlan,
    person: Actor,
    branch_id: BranchId,
    catalogue: Sequence[Stocked],
    products: Sequence[ProductPlan],
    suppliers: Sequence[SupplierId],
) -> None:
    """Post one delivery of the plan, with its supplier's delivery note."""
    number = int(plan.number.rpartition("-")[2])
    facts = GoodsReceiptHead(
        supplier_id=suppliers[number % len(suppliers)],
        delivery_note=f"SJ-{plan.branch}-{plan.received_at:%y%m%d}",
        invoice_number=f"INV-{plan.branch}-{plan.received_at:%y%m%d}",
    )
    post_past_receipt(
        actor=person,
        branch_id=branch_id,
        facts=facts,
        lines=[
            _came(batch, products[batch.product], catalogue[batch.product])
            for batch in plan.batches
        ],
        received_at=plan.received_at,
    )


def _came(batch: BatchPlan, product: ProductPlan, stocked: Stocked) -> GoodsLineWritten:
    """A batch of the plan as a line; its cost is that of one usual pack, with all taxes."""
    return GoodsLineWritten(
        product_id=stocked.product_id,
        pack_id=stocked.packs[batch.cost_units],
        packs=batch.quantity // batch.cost_units,
        batch_number=batch.number,
        expires_on=batch.expires_on,
        price=batch.cost_amount,
        tax_bp=0,
        mrp=batch.mrp_amount,
        shelf=product.shelf,
    )


def add_receipts(
    manager: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime, today: date
) -> tuple[int, int]:
    """Write three deliveries down; tells how many, and how many batches the posted one made.

    The posted one has a line that is short-dated and was taken knowingly, and a line with bonus
    packs.
    """
    chosen = goods[FIRST : FIRST + 3 * A_DELIVERY]
    deliveries = [chosen[at : at + A_DELIVERY] for at in range(0, len(chosen), A_DELIVERY)]
    for number, some in enumerate(deliveries):
        with clock.at(end - timedelta(minutes=90 - 25 * number)):
            key = _written(manager, branch_id, number, some, today)
            if number == len(deliveries) - 1:
                continue
            version = check_receipt(
                actor=manager, branch_id=branch_id, receipt_id=key, version=1, accept_short=True
            )
            if number == 0:
                _post(manager, branch_id, key, version)
    return len(deliveries), A_DELIVERY


def _post(
    actor: Actor,
    branch_id: BranchId,
    receipt_id: ReceiptId,
    version: int,
    confirmed: Sequence[str] = (),
) -> None:
    posting: dict[str, Any] = {"receipt_id": receipt_id, "version": version, "confirmed": confirmed}
    with_second(actor, branch_id, lambda: post_receipt(actor=actor, branch_id=branch_id, **posting))


def _written(
    actor: Actor, branch_id: BranchId, number: int, goods: Sequence[Goods], today: date
) -> ReceiptId:
    suppliers = active_suppliers()
    facts = GoodsReceiptHead(
        supplier_id=suppliers[number % len(suppliers)][0],
        delivery_note=f"SJ-{today:%y%m}-{41 + number:03}",
        invoice_number=f"INV-{today:%y%m}-{207 + number}" if number == 0 else "",
    )
    lines = [_line(number, at, one, today) for at, one in enumerate(goods)]
    return begin_receipt(actor=actor, branch_id=branch_id, facts=facts, lines=lines)


def _line(number: int, at: int, goods: Goods, today: date) -> GoodsLineWritten:
    product, stocked = goods
    is_short = number == 0 and at == 0
    price = product.shelf_price
    return GoodsLineWritten(
        product_id=stocked.product_id,
        pack_id=_pack(product, stocked),
        packs=10,
        bonus_packs=1 if number == 0 and at == 1 else 0,
        batch_number=f"GR{today:%y%m}{number}{at}",
        expires_on=today + timedelta(days=SHORT_DAYS if is_short else LONG_DAYS),
        price=price * MARGIN[0] // MARGIN[1],
        mrp=price,
        shelf=product.shelf,
    )


def _pack(product: ProductPlan, stocked: Stocked) -> UUID:
    return stocked.packs[product.shelf_factor]


def add_orders(
    owner: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime, today: date
) -> tuple[int, int]:
    """A floor, and orders: received, half received, open; how many, and how many batches came.

    The open one is answered by its supplier.
    """
    orders = batches = 0
    chosen = goods[ORDERED : ORDERED + 3 * A_DELIVERY]
    suppliers = active_suppliers()
    for number in range(3):
        some = chosen[number * A_DELIVERY : (number + 1) * A_DELIVERY]
        if not some:
            break
        order = PurchaseOrderNew(
            supplier_id=suppliers[number % len(suppliers)][0],
            lines=tuple(_ordered(one) for one in some),
            expected_on=today + timedelta(days=1 + number),
        )
        with clock.at(end - timedelta(minutes=200 - 40 * number)):
            free = capital_now(actor=owner).free
            if number == 0:
                set_floor(actor=owner, amount=free // 4, reason="salaries and rent")
            if priced_order(branch_id, order).sums.total > free // 2:
                break
            placed = order_now(actor=owner, branch_id=branch_id, order=order)
        orders += len(placed)
        if number < 2:
            with clock.at(end - timedelta(minutes=180 - 40 * number)):
                batches += sum(
                    _receive(owner, branch_id, one.id, (number, at), today)
                    for at, one in enumerate(placed)
                )
    add_answer(owner, branch_id, end, today)
    return orders, batches


def _ordered(goods: Goods) -> OrderLineWritten:
    product, stocked = goods
    return OrderLineWritten(
        product_id=stocked.product_id,
        pack_id=_pack(product, stocked),
        packs=4,
        price=product.shelf_price * MARGIN[0] // MARGIN[1],
    )


def _receive(
    owner: Actor, branch_id: BranchId, order_id: UUID, which: tuple[int, int], today: date
) -> int:
    """All of the first orders, of the second only one product; how many batches."""
    number, part = which
    key = begin_order_receipt(actor=owner, branch_id=branch_id, order_id=order_id)
    view = read_receipt(actor=owner, receipt_id=key)
    for at, one in enumerate(view.lines if view else ()):
        line = one.line
        if number and at:
            remove_line(actor=owner, branch_id=branch_id, receipt_id=key, line_id=line.id)
            continue
        facts = GoodsLineWritten(
            product_id=line.product_id,
            pack_id=line.pack_id,
            packs=line.packs,
            price=line.price,
            tax_bp=line.tax_bp,
            batch_number=f"PO{today:%y%m}{number}{part}{at}",
            expires_on=today + timedelta(days=LONG_DAYS),
        )
        change_line(actor=owner, branch_id=branch_id, receipt_id=key, line_id=line.id, facts=facts)
    view = read_receipt(actor=owner, receipt_id=key)
    came = len(view.lines) if view else 0
    version = view.receipt.version if view else 0
    version = check_receipt(actor=owner, branch_id=branch_id, receipt_id=key, version=version)
    try:
        _post(owner, branch_id, key, version)
    except AsksFirst as asked:
        _post(owner, branch_id, key, version, [one.code for one in asked.questions])
    return came


def add_returns(actor: Actor, branch_id: BranchId, end: datetime, today: date) -> int:
    """What expired or soon does goes back to the first supplier; how many returns there are."""
    board = expiry_board(actor=actor, branch_id=branch_id, today=today)
    lines = sorted(board.lines, key=lambda line: (line.expires_on, line.number))[:GOING_BACK]
    if len(lines) < GOING_BACK:
        return 0
    supplier_id = all_names()[0][0]
    with clock.at(end):
        sent = begin_return(
            actor=actor,
            branch_id=branch_id,
            supplier_id=supplier_id,
            lines=[_aside(line) for line in lines[:SENT_BACK]],
        )
        going: dict[str, Any] = {"actor": actor, "branch_id": branch_id, "return_id": sent}
        with_second(actor, branch_id, lambda: send_return(**going, version=1))
        view = read_return(actor=actor, return_id=sent)
        if view is not None and view.awaited > 1:
            enter_credit(
                actor=actor,
                branch_id=branch_id,
                return_id=sent,
                version=view.row.version,
                number=f"NK-{today:%y%m}-014",
                credited_on=today,
                amount=view.awaited // 2,
            )
        begin_return(
            actor=actor,
            branch_id=branch_id,
            supplier_id=supplier_id,
            lines=[_aside(line) for line in lines[SENT_BACK:]],
        )
    return 2


def _aside(line: BoardLine) -> ReturnLineWritten:
    why: ReturnWhy = "expired" if line.days_left <= 0 else "short_dated"
    return ReturnLineWritten(batch_id=line.batch_id, quantity=line.quantity, why=why)
