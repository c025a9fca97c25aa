"""What the commands share: a sale with what came back of it, and writing a credit note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import current_unit
from theriac.core.database.counters import change_guarded, lock_rows
from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.countries.registry import profile_for
from theriac.domains.credit.charges import ChargedSale, return_to_accounts
from theriac.domains.customer_returns.books import enter_return
from theriac.domains.customer_returns.goods import Before, ReturnedPart, ReturnRules
from theriac.domains.customer_returns.models import (
    CREDIT_NOTE,
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
    ReturnedSale,
)
from theriac.domains.customer_returns.ports import held_note, pays_at_till
from theriac.domains.customer_returns.problems import NoteOnHold
from theriac.domains.customer_returns.refunds import Refund, RefundTerms
from theriac.domains.customer_returns.rules import (
    CREDIT,
    EXCHANGE,
    NOWHERE,
    SHELF,
    left_by,
    unusual,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import (
    branch_date,
    get_settings,
    pharmacy_country,
    pharmacy_currency,
)
from theriac.domains.sales.queries.sold_goods import ReturnableSale, returnable_sale
from theriac.domains.serials.commands.reactivate import let_back
from theriac.domains.stock.commands.deliveries.brought_back import (
    ReturnDocument,
    ReturnedUnits,
    bring_back,
)

RECORD = "customer_returns.return"


@dataclass(frozen=True, slots=True)
class AnsweredSale:
    """A sale with what came back of it: base units, and money by method, in minor units."""

    sale: ReturnableSale
    before: Before
    refunded: dict[str, int]

    def terms(
        self, parts: Sequence[ReturnedPart], rules: ReturnRules, exchanged: int = 0
    ) -> RefundTerms:
        """How what these parts cost is refunded."""
        settings = get_settings()
        came = sum(self.before.values()) + sum(one.quantity for one in parts)
        sold = sum(line.quantity for line in self.sale.lines)
        rest = self.sale.total - sum(self.refunded.values())
        paid = {key: amount for key, amount in self.sale.paid.items() if key != EXCHANGE}
        return RefundTerms(
            profile=rules.profile,
            currency=self.sale.currency,
            multiple=settings.cash_rounding if settings else 1,
            left=left_by(paid, self.refunded),
            rest=max(0, rest),
            is_last=came == sold,
            exchanged=exchanged,
        )

    def unusual(self, today: date, refund: Refund, terms: RefundTerms) -> list[str]:
        """What of a return somebody else approves each time."""
        slack = max(0, refund.rounding)
        return unusual(self.sale.business_on, today, refund.by_method(), terms.left, slack)


def rules_here(branch_id: UUID) -> ReturnRules:
    """The rules of country and pharmacy, as of today at the branch."""
    settings = get_settings()
    return ReturnRules(
        profile_for(pharmacy_country()),
        branch_date(branch_id),
        settings.returns_to_shelf if settings else False,
    )


def lock_sale(sale_id: UUID) -> None:
    """Lock what is returned of a sale until the command ends: the second of two sees the first."""
    insert_if_absent(ReturnedSale, ReturnedSale(id=sale_id))
    lock_rows(ReturnedSale, "units", [sale_id])


def answered_sale(actor: Actor, sale_id: UUID) -> AnsweredSale:
    """The sale that the actor may see, with what came back of it. Raises NotFound."""
    sale = returnable_sale(actor=actor, sale_id=sale_id)
    if sale is None:
        raise NotFound(_("This sale doesn’t exist. Choose one from the list."), field="sale_id")
    before: dict[tuple[UUID, UUID | None], int] = defaultdict(int)
    lines = CustomerReturnLine.objects.filter(customer_return__sale_id=sale_id).order_by()
    for line_id, batch_id, units in lines.values_list("sale_line_id", "batch_id", "quantity"):
        if line_id is not None:
            before[line_id, batch_id] += units
    refunded: dict[str, int] = defaultdict(int)
    refunds = CustomerRefund.objects.filter(customer_return__sale_id=sale_id).order_by()
    for method, amount in refunds.values_list("method", "amount"):
        refunded[method] += amount
    return AnsweredSale(sale, before, dict(refunded))


def sale_to_return(actor: Actor, sale_id: UUID) -> AnsweredSale:
    """The same of which something comes back now. Raises NotFound, NoteOnHold."""
    answered = answered_sale(actor, sale_id)
    number = held_note(answered.sale.branch_id, sale_id)
    if number is not None:
        text = _(
            "Credit note %(number)s of this receipt is on hold. "
            "Ask a manager to decide on it first."
        )
        raise NoteOnHold(text % {"number": number}, number=number)
    return answered


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
    """What a credit note is made of; without ``told`` the branch numbers it, today."""

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
        is_paid_at_till=told.at_till if told else pays_at_till(made.branch_id),
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
    enter_return(row, refunds, _to_accounts(row, refunds))
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


def _to_accounts(row: CustomerReturn, refunds: Sequence[CustomerRefund]) -> int:
    """Take what is refunded by credit from the accounts that the sale charged; how much was."""
    amount = sum(one.amount for one in refunds if one.method == CREDIT)
    if not amount or row.sale_id is None:
        return 0
    note = ChargedSale(
        id=row.id,
        branch_id=row.branch_id,
        number=row.number,
        business_on=row.business_on,
        person_id=row.person_id,
    )
    return return_to_accounts(note, row.sale_id, amount)


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
