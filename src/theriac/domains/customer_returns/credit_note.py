"""What the commands share: the lock of a sale whose goods come back, and writing a credit note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import current_unit
from theriac.core.database.counters import change_guarded, lock_rows
from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.core.ids import new_id
from theriac.domains.customer_returns.books import enter_return
from theriac.domains.customer_returns.goods import ReturnedPart
from theriac.domains.customer_returns.models import (
    CREDIT_NOTE,
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
    ReturnedSale,
)
from theriac.domains.customer_returns.ports import pays_at_till
from theriac.domains.customer_returns.refunds import Refund
from theriac.domains.customer_returns.rules import (
    CREDIT,
    NOWHERE,
    POINTS,
    SHELF,
)
from theriac.domains.loyalty.returns import CameBack
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import (
    branch_date,
    pharmacy_currency,
)
from theriac.domains.sales.ledgers.ports import BorneNote
from theriac.domains.sales.ledgers.together import refund_ledgers
from theriac.domains.serials.commands.reactivate import let_back
from theriac.domains.stock.commands.deliveries.brought_back import (
    ReturnDocument,
    ReturnedUnits,
    bring_back,
)

RECORD = "customer_returns.return"


def lock_sale(sale_id: UUID) -> None:
    """Lock what is returned of a sale until the command ends: the second of two sees the first."""
    insert_if_absent(ReturnedSale, ReturnedSale(id=sale_id))
    lock_rows(ReturnedSale, "units", [sale_id])


def locked_refunds_by_credit(sale_id: UUID) -> int:
    """What of a sale was refunded by credit, minor units; its returns wait for the command."""
    lock_sale(sale_id)
    return _refunded_by(sale_id, CREDIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberTold:
    """The number that a counter took of its own series, on which day, and how cash was paid."""

    series_id: UUID
    sequence: int
    number: str
    on: date
    at_till: bool
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNote:
    """What a credit note is made of; without ``told`` the branch numbers it, today.

    ``is_paid_at_till``: a till that the server may not have heard of pays its cash out.
    """

    id: UUID
    branch_id: BranchId
    reason: str
    note: str
    parts: Sequence[ReturnedPart]
    refund: Refund
    approval_id: UUID | None
    sale_id: UUID | None = None
    exchange_sale_id: UUID | None = None
    told: NumberTold | None = None
    is_paid_at_till: bool = False


def write_note(actor: Actor, made: CreditNote) -> CustomerReturn:
    """Write it under its number, bring its goods back, and enter it in the books.

    The branch's number is taken last of what is locked but balances of stock.
    """
    told = made.told
    today = told.on if told else branch_date(made.branch_id)
    row = CustomerReturn(
        id=made.id,
        branch_id=made.branch_id,
        number=told.number if told else take_document_number(made.branch_id, CREDIT_NOTE, today),
        series_id=told.series_id if told else None,
        sequence=told.sequence if told else None,
        content_hash=told.content_hash if told else "",
        sale_id=made.sale_id,
        exchange_sale_id=made.exchange_sale_id,
        reason_code=made.reason,
        note=" ".join(made.note.split()),
        currency=pharmacy_currency(),
        amount=sum(one.share.amount for one in made.parts),
        tax=sum(one.share.tax for one in made.parts),
        rounding=made.refund.rounding,
        total=made.refund.total,
        approval_id=made.approval_id,
        is_paid_at_till=_is_at_till(made),
        person_id=actor.id,
        business_on=today,
        recorded_at=clock.now(),
    )
    lines = [_line(row, position, one) for position, one in enumerate(made.parts, start=1)]
    refunds = [
        CustomerRefund(
            id=new_id(),
            customer_return_id=row.id,
            position=position,
            method=one.method,
            amount=one.amount,
            reference=one.reference,
        )
        for position, one in enumerate(made.refund.parts, start=1)
    ]
    insert_rows(CustomerReturn, [row])
    insert_rows(CustomerReturnLine, lines)
    insert_rows(CustomerRefund, refunds)
    if made.sale_id is not None:
        units = sum(one.quantity for one in made.parts)
        change_guarded(ReturnedSale, "units", {made.sale_id: units})
    _bring(row, list(zip(lines, made.parts, strict=True)))
    enter_return(row, refunds, *_to_ledgers(row, refunds))
    facts = {
        "number": row.number,
        "sale_id": row.sale_id,
        "total": row.total,
        "why": row.reason_code,
    }
    if made.approval_id is not None:
        facts["approval_id"] = made.approval_id
    current_unit().record(RECORD, row.id, reason=row.note, facts=facts)
    return row


def _is_at_till(made: CreditNote) -> bool:
    if made.told:
        return made.told.at_till
    return made.is_paid_at_till or pays_at_till(made.branch_id)


def _to_ledgers(row: CustomerReturn, refunds: Sequence[CustomerRefund]) -> tuple[int, int]:
    """What accounts owe less, and what went back to cards, of the sale that it is of."""
    if row.sale_id is None:
        return 0, 0
    sale_id = row.sale_id
    note = BorneNote(
        id=row.id,
        sale_id=sale_id,
        branch_id=row.branch_id,
        number=row.number,
        business_on=row.business_on,
        person_id=row.person_id,
    )
    by_method: dict[str, int] = defaultdict(int)
    for one in refunds:
        by_method[one.method] += one.amount
    return refund_ledgers(note, by_method, lambda: _came_back(sale_id))


def _came_back(sale_id: UUID) -> CameBack:
    """All that came back of a sale until now."""
    lines = CustomerReturnLine.objects.filter(customer_return__sale_id=sale_id).order_by()
    amounts = lines.values_list("sale_line_id").annotate(sum=Sum("amount"))
    return CameBack({key: int(amount) for key, amount in amounts}, _refunded_by(sale_id, POINTS))


def _refunded_by(sale_id: UUID, method: str) -> int:
    rows = CustomerRefund.objects.filter(customer_return__sale_id=sale_id, method=method)
    return int(rows.order_by().aggregate(sum=Sum("amount"))["sum"] or 0)


def _line(row: CustomerReturn, position: int, part: ReturnedPart) -> CustomerReturnLine:
    return CustomerReturnLine(
        id=new_id(),
        customer_return_id=row.id,
        position=position,
        sale_line_id=part.sale_line_id,
        product_id=part.product_id,
        batch_id=part.batch_id,
        quantity=part.quantity,
        condition=part.condition,
        goes=part.goes,
        amount=part.share.amount,
        tax=part.share.tax,
        taxes=list(part.share.taxes),
    )


def _bring(row: CustomerReturn, lines: Sequence[tuple[CustomerReturnLine, ReturnedPart]]) -> None:
    goods = [
        ReturnedUnits(part.batch, part.quantity, line.id, to_shelf=part.goes == SHELF)
        for line, part in lines
        if part.batch is not None and part.goes != NOWHERE
    ]
    if goods:
        document = ReturnDocument(row.id, row.branch_id, row.number, row.note, row.business_on)
        bring_back(document, goods)
    packs = {pack.sold_id: pack for _line_row, part in lines for pack in part.packs}
    let_back(packs.values(), branch_id=row.branch_id, reason=row.number, person_id=row.person_id)
