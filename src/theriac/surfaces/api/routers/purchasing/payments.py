"""Bills of suppliers are listed; payments to them recorded, read and withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.opening_bills import cancel_opening_bill, open_bill
from theriac.domains.purchasing.commands.payments import pay_bills, withdraw_payment
from theriac.domains.purchasing.permissions import PAY_SUPPLIERS, VIEW_BILLS
from theriac.domains.purchasing.queries.bills import (
    PAYMENTS,
    Bill,
    BillView,
    PaymentView,
    list_bills,
    list_payments,
    payments_of,
    read_bill,
    read_payment,
)
from theriac.domains.purchasing.queries.withdrawals import withdrawal_of
from theriac.domains.purchasing.rules.opening_bill import OpeningBill
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, once
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.schemas.purchasing import payments as schemas
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["bills and payments"])
_AT = "/supplier-payments/{payment_id}"


@router.get(
    "/supplier-bills",
    **operation(
        "listSupplierBills",
        "List what is owed to suppliers, by due date",
        answers=schemas.SupplierBills,
        may=[VIEW_BILLS],
        detail="A goods receipt with an invoice number adds its bill when it is posted.",
    ),
)
def bills(request: HttpRequest, wanted: Query[schemas.BillsWanted]) -> HttpResponse:
    actor = actor_of(request)
    found = list_bills(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        supplier_id=wanted.supplier_id,
        is_open=wanted.is_open,
    )
    currency = currency_here()
    answers = [_bill(one, currency) for one in found]
    return respond(request, schemas.SupplierBills(bills=answers))


@router.post(
    "/supplier-bills",
    **writing(
        "openSupplierBill",
        "Record a bill that was owed before the books began",
        answers=schemas.SupplierBill,
        may=[ENTER_BOOKS],
        status=201,
        detail="Against the opening balances. Later bills come with their goods receipts.",
    ),
)
def open_one(request: HttpRequest, here: Query[Here], body: Body[OpeningBill]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: open_bill(actor=actor, branch_id=branch_id, bill=body),
        lambda bill_id: _bill(_bill_view(actor, bill_id).told, currency_here()),
    )


@router.post(
    "/supplier-bills/{bill_id}/cancellation",
    **writing(
        "cancelSupplierBill",
        "Cancel a bill from before that was recorded by mistake",
        answers=schemas.SupplierBill,
        may=[ENTER_BOOKS],
        detail="One of a goods receipt goes with the receipt’s reversal.",
    ),
)
def cancel(request: HttpRequest, bill_id: Id, body: schemas.BillCancelled) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: cancel_opening_bill(
            actor=actor,
            branch_id=BranchId(_bill_view(actor, bill_id).row.branch_id),
            bill_id=bill_id,
            reason=body.reason,
        ),
        lambda: _bill(_bill_view(actor, bill_id).told, currency_here()),
    )


@router.get(
    "/supplier-payments",
    **operation(
        "listSupplierPayments",
        "List payments to suppliers, the latest first",
        answers=schemas.SupplierPaymentPage,
        may=[VIEW_BILLS],
    ),
)
def payments(request: HttpRequest, wanted: Query[schemas.PaymentsWanted]) -> HttpResponse:
    asked = {"branch_id": wanted.branch_id, "supplier_id": wanted.supplier_id}
    rows = PAYMENTS.narrowed(list_payments(actor=actor_of(request)), asked)
    page = PAYMENTS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(schemas.SupplierPaymentListed, row, **_seen(row)) for row in page.items]
    return respond(request, schemas.SupplierPaymentPage(items=items, **edges(page)))


@router.post(
    "/supplier-payments",
    **writing(
        "paySupplierBills",
        "Record that bills were paid, a payment a supplier",
        answers=schemas.SupplierPayments,
        may=[PAY_SUPPLIERS],
        status=201,
        detail="Credit notes among the bills are taken off what is paid.",
    ),
)
def pay(request: HttpRequest, here: Query[Here], body: schemas.BillsPaid) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    def act() -> tuple[UUID, ...]:
        return pay_bills(actor=actor, branch_id=branch_id, **body.model_dump())

    def answer(views: list[PaymentView]) -> schemas.SupplierPayments:
        return schemas.SupplierPayments(payments=[_told(view) for view in views])

    return once(
        request,
        act,
        first=lambda made: answer([_view(actor, key) for key in made]),
        again=lambda run_id: answer(payments_of(actor=actor, run_id=run_id)),
        status=201,
    )


@router.get(
    _AT,
    **operation(
        "getSupplierPayment",
        "Read a payment to a supplier",
        answers=schemas.SupplierPayment,
        may=[VIEW_BILLS],
    ),
)
def read(request: HttpRequest, payment_id: Id) -> HttpResponse:
    return respond(request, _told(_view(actor_of(request), payment_id)))


@router.post(
    f"{_AT}/withdrawal",
    **writing(
        "withdrawSupplierPayment",
        "Withdraw a payment that was recorded by mistake",
        answers=schemas.SupplierPayment,
        may=[PAY_SUPPLIERS],
        detail="Its bills are open again.",
    ),
)
def withdraw(request: HttpRequest, payment_id: Id, body: schemas.PaymentWithdrawn) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: withdraw_payment(
            actor=actor,
            branch_id=BranchId(_view(actor, payment_id).row.branch_id),
            payment_id=payment_id,
            reason=body.reason,
        ),
        lambda: _told(_view(actor, payment_id)),
    )


def _bill_view(actor: Actor, bill_id: UUID) -> BillView:
    found = read_bill(actor=actor, bill_id=bill_id)
    if found is None:
        raise NotFound(_("This bill doesn’t exist."), bill_id=bill_id)
    return found


def _bill(one: Bill, currency: str) -> schemas.SupplierBill:
    amounts = {
        name: NetMoney(amount=getattr(one, name), currency=currency)
        for name in ("amount", "paid", "left")
    }
    return told(schemas.SupplierBill, one, **amounts)


def _view(actor: Actor, payment_id: UUID) -> PaymentView:
    found = read_payment(actor=actor, payment_id=payment_id)
    if found is None:
        raise NotFound(_("This payment doesn’t exist."), payment_id=payment_id)
    return found


def _seen(row: Any) -> dict[str, object]:
    return {
        "amount": NetMoney(amount=row.amount, currency=row.currency),
        "is_withdrawn": withdrawal_of(row) is not None,
    }


def _told(view: PaymentView) -> schemas.SupplierPayment:
    row = view.row
    return told(
        schemas.SupplierPayment,
        row,
        **_seen(row),
        supplier=view.supplier,
        bills=[
            schemas.PaidBill(
                bill_id=one.bill_id,
                number=one.bill.number,
                amount=NetMoney(amount=one.amount, currency=row.currency),
            )
            for one in view.lines
        ],
    )
