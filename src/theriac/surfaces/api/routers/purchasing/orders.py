"""Purchase orders are listed, read, placed, printed, sent, received and cancelled."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchase_orders.commands.answer import look_at_answer
from theriac.domains.purchase_orders.commands.cancel import cancel_rest
from theriac.domains.purchase_orders.commands.order_now import order_now
from theriac.domains.purchase_orders.commands.send import send_order
from theriac.domains.purchase_orders.paper import order_paper
from theriac.domains.purchase_orders.permissions import CANCEL_ORDER, PLACE_ORDER, VIEW_ORDERS
from theriac.domains.purchase_orders.queries.answers import OrderAnswer, answers_to
from theriac.domains.purchase_orders.queries.orders import (
    ORDERS,
    OrderedLine,
    OrderView,
    list_orders,
    placed_at_once,
    read_order,
)
from theriac.domains.purchase_orders.rules.facts import PurchaseOrderNew
from theriac.domains.purchasing.commands.receipts.of_order import begin_order_receipt
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, once
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.purchasing.receipts.answers import receipt_told
from theriac.surfaces.api.schemas.purchase_orders import orders as schemas
from theriac.surfaces.api.schemas.purchasing.receipts import GoodsReceipt
from theriac.surfaces.api.schemas.types import Money

router = Router(tags=["purchase orders"])
_AT = "/purchase-orders/{order_id}"
PDF = "application/pdf"


@router.get(
    "/purchase-orders",
    **operation(
        "listPurchaseOrders",
        "List purchase orders, the newest first",
        answers=schemas.PurchaseOrderPage,
        may=[VIEW_ORDERS],
    ),
)
def orders(request: HttpRequest, wanted: Query[schemas.PurchaseOrdersWanted]) -> HttpResponse:
    asked = {
        "branch_id": wanted.branch_id,
        "supplier_id": wanted.supplier_id,
        "state": wanted.state,
    }
    rows = ORDERS.narrowed(list_orders(actor=actor_of(request)), asked)
    page = ORDERS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    currency = currency_here()
    items = [
        told(schemas.PurchaseOrderListed, row, total=Money(amount=row.total, currency=currency))
        for row in page.items
    ]
    return respond(request, schemas.PurchaseOrderPage(items=items, **edges(page)))


@router.post(
    "/purchase-orders",
    **writing(
        "placePurchaseOrder",
        "Order goods of a supplier now",
        answers=schemas.PlacedOrders,
        may=[PLACE_ORDER],
        status=201,
        detail="One order for each form that the country asks for, all or none. Their money is "
        "committed: what is available never falls under the floor. Above the person's limit a "
        "day it is refused as `approval.needed`; who approves sends its `content` to "
        "`POST /approvals`, and the order is sent again with `approval_id`.",
    ),
)
def place(
    request: HttpRequest, wanted: Query[schemas.PlacedWanted], body: Body[PurchaseOrderNew]
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    return once(
        request,
        lambda: order_now(
            actor=actor, branch_id=branch_id, order=body, approval_id=wanted.approval_id
        ),
        first=lambda placed: _placed(actor, [one.id for one in placed]),
        again=lambda effect: _placed(actor, placed_at_once(actor=actor, source_id=effect)),
        status=201,
    )


@router.get(
    _AT,
    **operation(
        "getPurchaseOrder",
        "Read a purchase order with its lines and receipts",
        answers=schemas.PurchaseOrder,
        may=[VIEW_ORDERS],
    ),
)
def order(request: HttpRequest, order_id: Id) -> HttpResponse:
    return respond(request, _told(actor_of(request), order_id))


@router.get(
    f"{_AT}/paper",
    **operation(
        "printPurchaseOrder",
        "Print a purchase order in its supplier's codes, on the country's form",
        answers=None,
        may=[VIEW_ORDERS],
        media=[PDF],
    ),
)
def paper(request: HttpRequest, order_id: Id) -> HttpResponse:
    content = order_paper(actor=actor_of(request), order_id=order_id)
    if content is None:
        raise NotFound(_missing())
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=PDF, headers=headers)


@router.post(
    f"{_AT}/sending",
    **writing(
        "sendPurchaseOrder",
        "Let a purchase order go to its supplier by e-mail",
        answers=schemas.PurchaseOrder,
        may=[PLACE_ORDER],
    ),
)
def send(request: HttpRequest, order_id: Id) -> HttpResponse:
    actor = actor_of(request)
    view = _found(actor, order_id)
    return changed(
        request,
        lambda: send_order(actor=actor, branch_id=BranchId(view.row.branch_id), order_id=order_id),
        lambda: _told(actor, order_id),
    )


@router.post(
    f"{_AT}/cancellation",
    **writing(
        "cancelPurchaseOrder",
        "Await no more of a purchase order",
        answers=schemas.PurchaseOrder,
        may=[CANCEL_ORDER],
        edits=True,
        detail="Its money that is left is available again.",
    ),
)
def cancel(request: HttpRequest, order_id: Id, body: schemas.RestCancelled) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    view = _found(actor, order_id)
    return changed(
        request,
        lambda: cancel_rest(
            actor=actor,
            branch_id=BranchId(view.row.branch_id),
            order_id=order_id,
            version=version,
            reason=body.reason,
        ),
        lambda: _told(actor, order_id),
    )


@router.post(
    f"{_AT}/goods-receipts",
    **writing(
        "beginReceiptOfOrder",
        "Begin a goods receipt with what is open of a purchase order",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
        status=201,
    ),
)
def receive(request: HttpRequest, order_id: Id) -> HttpResponse:
    actor = actor_of(request)
    view = _found(actor, order_id)
    branch_id = BranchId(view.row.branch_id)
    return added(
        request,
        lambda: begin_order_receipt(actor=actor, branch_id=branch_id, order_id=order_id),
        lambda key: receipt_told(actor, key),
    )


@router.post(
    f"{_AT}/answer/review",
    **writing(
        "reviewOrderAnswer",
        "Say that the supplier's answer was looked at",
        answers=schemas.PurchaseOrder,
        may=[PLACE_ORDER],
        detail="Today tells of it no more, until the supplier answers again.",
    ),
)
def review(request: HttpRequest, order_id: Id) -> HttpResponse:
    actor = actor_of(request)
    branch_id = BranchId(_found(actor, order_id).row.branch_id)
    return changed(
        request,
        lambda: look_at_answer(actor=actor, branch_id=branch_id, order_id=order_id),
        lambda: _told(actor, order_id),
    )


def _missing() -> str:
    return _("This purchase order doesn’t exist. Choose one from the list.")


def _found(actor: Actor, order_id: UUID) -> OrderView:
    view = read_order(actor=actor, order_id=order_id)
    if view is None:
        raise NotFound(_missing())
    return view


def _placed(actor: Actor, order_ids: list[UUID]) -> schemas.PlacedOrders:
    return schemas.PlacedOrders(orders=[_told(actor, key) for key in order_ids])


def _told(actor: Actor, order_id: UUID) -> schemas.PurchaseOrder:
    view = _found(actor, order_id)
    currency = view.row.currency
    sums = {
        name: Money(amount=getattr(view.row, name), currency=currency)
        for name in ("total", "tax", "freight")
    }
    return told(
        schemas.PurchaseOrder,
        view.row,
        **sums,
        lines=[_line(line, currency) for line in view.lines],
        receipts=[told(schemas.ReceiptOfOrder, one) for one in view.receipts],
        answers=[_answer(one) for one in answers_to(actor=actor, view=view)],
    )


def _answer(answer: OrderAnswer) -> schemas.OrderAnswer:
    short = [
        schemas.ShortLine(position=place, packs=packs)
        for place, packs in sorted(answer.short.items())
    ]
    return told(schemas.OrderAnswer, answer, short=short)


def _line(line: OrderedLine, currency: str) -> schemas.PurchaseOrderLine:
    row = line.row
    return told(
        schemas.PurchaseOrderLine,
        row,
        product=line.product,
        pack=line.pack,
        price=Money(amount=row.price, currency=currency),
        discount=Money(amount=row.discount, currency=currency),
        open=row.open_units,
    )
