"""Returns of customers: by receipt, without one, exchanged for other goods; credit notes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.customer_returns.commands.exchange_goods import exchange_goods
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.commands.return_unreceipted import return_unreceipted
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.queries.notes import (
    CUSTOMER_RETURNS,
    get_customer_return,
    lines_of_return,
    list_customer_returns,
    refunds_of_return,
    return_of_exchange,
)
from theriac.domains.customer_returns.queries.returnable import (
    preview_return,
    returnable,
)
from theriac.domains.sales.permissions import SELL, VIEW_SALES
from theriac.domains.sales.queries.sold_goods import sale_numbers
from theriac.domains.stock.queries.batches.allocations import batch_labels
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation, writing
from theriac.surfaces.api.idempotency import added, once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of, terminal_of
from theriac.surfaces.api.routers.sales.sales import draft_of
from theriac.surfaces.api.schemas.sales.customer_returns import (
    BatchToReturn,
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
    CustomerReturnPage,
    CustomerReturnPreview,
    CustomerReturnSummary,
    CustomerReturnsWanted,
    ExchangeNew,
    GoodsToReturn,
    LineToReturn,
    MoneyLeft,
    PreviewedLine,
    SaleToReturn,
    UnreceiptedToReturn,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["customer returns"])


@router.get(
    "/customer-returns",
    **operation(
        "listCustomerReturns",
        "List credit notes to customers",
        answers=CustomerReturnPage,
        may=[VIEW_SALES],
    ),
)
def credit_notes(request: HttpRequest, wanted: Query[CustomerReturnsWanted]) -> HttpResponse:
    """A page of a branch's credit notes, the newest day first."""
    actor = actor_of(request)
    rows = list_customer_returns(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(CUSTOMER_RETURNS, rows, wanted)
    items = [told(CustomerReturnSummary, row, reason=row.reason_code) for row in page.items]
    return respond(request, CustomerReturnPage(items=items, **edges(page)))


@router.post(
    "/customer-returns",
    **writing(
        "returnGoods",
        "Take goods of a sale back",
        answers=CustomerReturn,
        may=[ACCEPT_RETURNS],
        status=201,
        detail=(
            "By line of the sale, at most what was sold less what came back "
            "(`customer_returns.too_much` has what is `left`). The rule of country and pharmacy "
            "says where the goods go; `goes` may be stricter. Without `refunds` the money goes "
            "back by the way it was paid. A return of another day, above the day's limit or "
            "refunded otherwise answers `approval.needed`: its `content` goes to "
            "`POST /approvals`, and the request is repeated with `approval_id`. A controlled "
            "medicine answers `customer_returns.not_returnable`."
        ),
    ),
)
def take_back(request: HttpRequest, here: Query[Here], body: GoodsToReturn) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: return_goods(
            actor=actor, branch_id=branch_id, draft=body.goods, approval_id=body.approval_id
        ),
        lambda return_id: _note(actor, return_id),
    )


@router.post(
    "/customer-returns/preview",
    **asking(
        "previewReturn",
        "Ask what a return would come to",
        answers=CustomerReturnPreview,
        may=[ACCEPT_RETURNS],
        detail="Where each part would go and how it would be refunded; or why not.",
    ),
)
def preview(request: HttpRequest, here: Query[Here], body: Body[CustomerReturnNew]) -> HttpResponse:
    """What would be done, without locking or writing anything."""
    actor = actor_of(request)
    found = preview_return(actor=actor, branch_id=branch_of(actor, here.branch_id), draft=body)
    lines = [
        PreviewedLine(
            sale_line_id=one.sale_line_id,
            product_id=one.product_id,
            batch_id=one.batch_id,
            quantity=one.quantity,
            goes=one.goes,
            amount=one.share.amount,
            tax=one.share.tax,
        )
        for one in found.parts
    ]
    content = CustomerReturnPreview(
        currency=found.currency,
        total=found.refund.total,
        rounding=found.refund.rounding,
        lines=lines,
        refunds=[told(CustomerRefund, one) for one in found.refund.parts],
    )
    return respond(request, content)


@router.post(
    "/customer-returns/unreceipted",
    **writing(
        "returnUnreceipted",
        "Take goods back without their receipt",
        answers=CustomerReturn,
        may=[ACCEPT_RETURNS],
        status=201,
        detail=(
            "By batch, always into quarantine, and always approved. No more is refunded than the "
            "lowest price of the product in the days that the pharmacy sets "
            "(`customer_returns.price_too_high` has the `most`)."
        ),
    ),
)
def take_unreceipted(
    request: HttpRequest, here: Query[Here], body: UnreceiptedToReturn
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: return_unreceipted(
            actor=actor, branch_id=branch_id, draft=body.goods, approval_id=body.approval_id
        ),
        lambda return_id: _note(actor, return_id),
    )


@router.post(
    "/customer-returns/exchanges",
    **writing(
        "exchangeGoods",
        "Exchange goods of a sale for others",
        answers=CustomerReturn,
        may=[ACCEPT_RETURNS, SELL],
        status=201,
        detail=(
            "A return and a sale in one transaction: the return pays for the sale, and only the "
            "difference is paid or refunded; cash rounding may make nothing of it. "
            "`exchange_sale_id` is the sale. The key's own terminal numbers it."
        ),
    ),
)
def exchange(request: HttpRequest, body: ExchangeNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id, terminal_id = terminal_of(actor)
    sale = draft_of(body.sale, branch_id)
    return once(
        request,
        lambda: exchange_goods(
            actor=actor,
            branch_id=branch_id,
            terminal_id=terminal_id,
            draft=body.goods,
            sale=sale,
            approval_id=body.approval_id,
        ),
        first=lambda done: _note(actor, done.return_id),
        again=lambda sale_id: _exchanged(actor, sale_id),
        status=201,
    )


@router.get(
    "/customer-returns/{customer_return_id}",
    **operation(
        "getCustomerReturn", "Read a credit note", answers=CustomerReturn, may=[VIEW_SALES]
    ),
)
def credit_note(request: HttpRequest, customer_return_id: Id) -> HttpResponse:
    """The credit note with its lines and refunds."""
    return respond(request, _note(actor_of(request), customer_return_id))


@router.get(
    "/sales/{sale_id}/returnable",
    **operation(
        "getReturnable",
        "Read what of a sale can be returned",
        answers=SaleToReturn,
        may=[ACCEPT_RETURNS],
    ),
)
def to_return(request: HttpRequest, sale_id: Id, here: Query[Here]) -> HttpResponse:
    """Lines and batches with what is left of them."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    found = returnable(actor=actor, branch_id=branch_id, sale_id=sale_id)
    lines = [
        LineToReturn(
            sale_line_id=one.line.line_id,
            product_id=one.line.product_id,
            product=one.product,
            sold=one.line.quantity,
            left=one.left,
            total=one.line.total,
            batches=[
                BatchToReturn(
                    batch_id=batch.batch_id,
                    number=batch.number,
                    expires_on=batch.expires_on,
                    sold=batch.quantity,
                    left=left,
                )
                for batch, left in one.batches
            ],
            serials=[pack.serial for pack in one.packs],
        )
        for one in found.lines
    ]
    money = [MoneyLeft(method=method, amount=left) for method, left in found.money.items()]
    content = told(SaleToReturn, found.sale, lines=lines, left_to_refund=money)
    return respond(request, content)


def _exchanged(actor: Actor, sale_id: UUID) -> CustomerReturn:
    row = return_of_exchange(sale_id)
    if row is None:
        raise NotFound(_("This credit note doesn’t exist."), sale_id=sale_id)
    return _note(actor, row.id)


def _note(actor: Actor, return_id: UUID) -> CustomerReturn:
    row = get_customer_return(actor=actor, return_id=return_id)
    if row is None:
        raise NotFound(_("This credit note doesn’t exist."), customer_return_id=return_id)
    lines = lines_of_return(row.id)
    products = product_names(line.product_id for line in lines)
    batches = batch_labels(line.batch_id for line in lines if line.batch_id)
    sale_id = row.sale_id
    return told(
        CustomerReturn,
        row,
        reason=row.reason_code,
        sale_number=sale_numbers([sale_id]).get(sale_id, "") if sale_id else "",
        lines=[
            told(
                CustomerReturnLine,
                line,
                product=products.get(line.product_id, ""),
                batch=batches[line.batch_id].number if line.batch_id else "",
                expires_on=batches[line.batch_id].expires_on if line.batch_id else None,
            )
            for line in lines
        ],
        refunds=[told(CustomerRefund, one) for one in refunds_of_return(row.id)],
    )
