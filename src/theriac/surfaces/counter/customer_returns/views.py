"""Goods that come back at a counter: asked about here; their credit note comes with the push."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from theriac.core.problems import NotFound
from theriac.domains.customer_returns.queries.returnable import (
    LineToReturn,
    ask_return,
    returnable,
)
from theriac.surfaces.counter.customer_returns.wire import (
    BatchLeftOut,
    LineLeftOut,
    RefundOut,
    ReturnAskedIn,
    ReturnAskedOut,
    ReturnedPartOut,
    SaleToReturnIn,
    SaleToReturnOut,
)
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import PairedDevice, paired_device
from theriac.surfaces.counter.tokens import person_of


@endpoint("POST")
def return_sale(request: HttpRequest) -> HttpResponse:
    """A sale of the branch with what of it can still come back."""
    device = paired_device(request)
    asked = read_body(request, SaleToReturnIn)
    found = returnable(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        sale_id=asked.sale_id,
    )
    _here(device, found.sale.branch_id)
    return answer_with(
        SaleToReturnOut(
            sale_id=found.sale.sale_id,
            number=found.sale.number,
            business_on=found.sale.business_on,
            total=found.sale.total,
            lines=[_line(one) for one in found.lines],
            left=found.money,
        )
    )


@endpoint("POST")
def return_check(request: HttpRequest) -> HttpResponse:
    """What a return comes to now: where its goods go, the refund, and who is asked."""
    device = paired_device(request)
    asked = read_body(request, ReturnAskedIn)
    found = ask_return(
        actor=person_of(device, asked.token),
        branch_id=device.point.branch_id,
        draft=asked.goods,
        exchanged=asked.exchanged,
    )
    _here(device, found.sold_at)
    refund = found.preview.refund
    return answer_with(
        ReturnAskedOut(
            lines=[ReturnedPartOut.of(one) for one in found.preview.parts],
            rounding=refund.rounding,
            total=refund.total,
            exchanged=found.exchanged,
            refunds=[
                RefundOut(method=method, amount=amount) for method, amount in refund.by_method()
            ],
            asks=found.asks,
        )
    )


def _here(device: PairedDevice, branch_id: object) -> None:
    if branch_id != device.point.branch_id:
        raise NotFound(_("This receipt doesn't exist at this branch. Search again."))


def _line(one: LineToReturn) -> LineLeftOut:
    return LineLeftOut(
        sale_line_id=one.line.line_id,
        product_id=one.line.product_id,
        product=one.product,
        sold=one.line.quantity,
        before=one.line.quantity - one.left,
        left=one.left,
        batches=[
            BatchLeftOut(
                batch_id=batch.batch_id,
                number=batch.number,
                expiry=batch.expires_on,
                left=left,
            )
            for batch, left in one.batches
        ],
    )
