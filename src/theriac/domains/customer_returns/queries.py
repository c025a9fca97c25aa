"""Credit notes as lists and pages read them, and what a return would come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.approval.demand import PersonDay
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.catalog.rules import SERVICE
from theriac.domains.customer_returns.approval import content_of_return, reasons_of_return
from theriac.domains.customer_returns.credit_note import (
    answered_sale,
    rules_here,
    sale_to_return,
)
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.goods import ReturnedPart, parts_of
from theriac.domains.customer_returns.models import (
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
)
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.refunds import Refund, refund_of, total_of
from theriac.domains.customer_returns.rules import CASH, left_by
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.terminals import owners_of_series
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.queries.sold_goods import (
    ReturnableSale,
    SoldGoods,
    TaxedDocument,
    TaxedLine,
)
from theriac.domains.serials.queries import OpenPack, open_packs
from theriac.domains.stock.queries.batches.allocations import TakenBatch

CUSTOMER_RETURNS: Listing[CustomerReturn] = Listing(
    name="customer_returns.returns",
    sorts={
        "business_on": SortFields(("business_on",)),
        "number": SortFields(("number",)),
    },
    default_sort="-business_on",
    filters={
        "since": lambda rows, day: rows.filter(business_on__gte=day),
        "until": lambda rows, day: rows.filter(business_on__lte=day),
        "reason": lambda rows, reason: rows.filter(reason_code=reason),
        "sale_id": lambda rows, sale_id: rows.filter(sale_id=sale_id),
        "number": lambda rows, number: rows.filter(number=number),
    },
)


@query(permission=VIEW_SALES)
def list_customer_returns(
    *, actor: Actor, branch_id: UUID | None = None
) -> QuerySet[CustomerReturn]:
    """The credit notes of the branch, or of every branch that the actor sees, in no order."""
    seen = branches_seen(actor, VIEW_SALES, branch_id)
    return CustomerReturn.objects.filter(**seen).order_by()


@query(permission=VIEW_SALES)
def get_customer_return(*, actor: Actor, return_id: UUID) -> CustomerReturn | None:
    """A credit note of a branch that the actor may see; None otherwise."""
    return list_customer_returns(actor=actor).filter(id=return_id).first()


def lines_of_return(return_id: UUID) -> list[CustomerReturnLine]:
    """Its lines in their order, for who may see it."""
    return list(CustomerReturnLine.objects.filter(customer_return_id=return_id))


def refunds_of_return(return_id: UUID) -> list[CustomerRefund]:
    """How it was refunded, for who may see it."""
    return list(CustomerRefund.objects.filter(customer_return_id=return_id))


def ways_of_refund(return_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """By credit note its methods, each once, for who may see them."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = CustomerRefund.objects.filter(customer_return_id__in=list(return_ids))
    for key, method in rows.order_by("position").values_list("customer_return_id", "method"):
        if method not in found[key]:
            found[key].append(method)
    return dict(found)


def return_of_exchange(sale_id: UUID) -> CustomerReturn | None:
    """The credit note that paid for a sale, for who may see the sale."""
    return CustomerReturn.objects.filter(exchange_sale_id=sale_id).first()


@query(permission=VIEW_SALES)
def returns_of_sale(*, actor: Actor, sale_id: UUID) -> list[CustomerReturn]:
    """What answers a sale, at branches that the actor may see, the oldest first."""
    return list(list_customer_returns(actor=actor).filter(sale_id=sale_id).order_by("id"))


@query(permission=VIEW_SALES)
def refunded_on(
    *, actor: Actor, branch_id: UUID, days: Sequence[date], person_id: UUID | None = None
) -> dict[date, int]:
    """What the branch refunded on each day, minor units, exchanges too; 0 where nothing was."""
    rows = CustomerReturn.objects.filter(branch_id=branch_id, business_on__in=list(days))
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    sums = rows.order_by().values_list("business_on").annotate(sum=Sum("total"))
    return {**dict.fromkeys(days, 0), **{day: int(total) for day, total in sums}}


def note_numbers(branch_id: UUID) -> list[tuple[UUID, UUID, int]]:
    """Terminal, series and sequence of each credit note that a counter of the branch wrote."""
    rows = CustomerReturn.objects.filter(branch_id=branch_id, series_id__isnull=False).order_by()
    told: list[Any] = list(rows.values_list("series_id", "sequence"))
    owners = owners_of_series({series_id for series_id, _sequence in told})
    return [(owners[series_id], series_id, sequence) for series_id, sequence in told]


def notes_owed(branch_id: UUID, paid: QuerySet[Any]) -> QuerySet[CustomerReturn]:
    """Notes whose ``cash`` is paid at a till and that aren't among the ids of ``paid``."""
    rows = CustomerReturn.objects.filter(branch_id=branch_id, is_paid_at_till=True)
    in_cash = Sum("refunds__amount", filter=Q(refunds__method=CASH))
    unpaid = rows.exclude(id__in=paid).annotate(cash=in_cash)
    return unpaid.filter(cash__gt=0).order_by()


def cash_owed(branch_id: UUID, return_id: UUID) -> int | None:
    """What of a branch's note is paid in cash at a till; None for no note. It stays as it is."""
    row = CustomerReturn.objects.filter(id=return_id, branch_id=branch_id).first()
    if row is None:
        return None
    refunds = CustomerRefund.objects.filter(customer_return_id=return_id, method=CASH)
    amounts = refunds.order_by().values_list("amount", flat=True)
    return sum(amounts) if row.is_paid_at_till else 0


def cash_of_notes(note_ids: Collection[UUID]) -> dict[UUID, int]:
    """What each of these notes refunds in cash, whoever pays it; unknown ids are missing."""
    found = dict.fromkeys(notes_there(note_ids), 0)
    rows = CustomerRefund.objects.filter(customer_return_id__in=note_ids, method=CASH).order_by()
    for note_id, amount in rows.values_list("customer_return_id", "amount"):
        found[note_id] += amount
    return found


def lock_note(return_id: UUID) -> None:
    """Let who pays the same note out at this moment wait; inside a command."""
    list(CustomerReturn.objects.select_for_update().filter(id=return_id).values_list("id"))


def notes_there(note_ids: Collection[UUID]) -> set[UUID]:
    """Which of these credit notes are booked."""
    rows = CustomerReturn.objects.filter(id__in=note_ids).order_by()
    return set(rows.values_list("id", flat=True))


def notes_between(branch_ids: Collection[UUID], first: date, last: date) -> list[TaxedDocument]:
    """The credit notes of these branches on these days; for who may see their books."""
    notes = CustomerReturn.objects.filter(
        branch_id__in=list(branch_ids), business_on__gte=first, business_on__lte=last
    )
    lines: dict[UUID, list[TaxedLine]] = defaultdict(list)
    rows = CustomerReturnLine.objects.filter(customer_return__in=notes.order_by().values("id"))
    columns = ("customer_return_id", "product_id", "quantity", "amount", "tax", "taxes")
    for key, product_id, units, amount, tax, taxes in rows.order_by("position").values_list(
        *columns
    ):
        lines[key].append(TaxedLine(product_id, units, amount - tax, taxes))
    found = []
    for note in notes.order_by("id"):
        series, _mark, sequence = note.number.rpartition(note.number.rstrip("0123456789")[-1:])
        found.append(
            TaxedDocument(
                sale_id=note.sale_id,
                branch_id=note.branch_id,
                number=note.number,
                series=series,
                sequence=int(sequence),
                on=note.business_on,
                place_of_supply="",
                total=note.total,
                lines=lines[note.id],
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class LineToReturn:
    """A line of a sale, base units of it that can still come back, and of each batch.

    A service has no batches. ``packs`` are its single packs that aren't back.
    """

    line: SoldGoods
    product: str
    left: int
    batches: Sequence[tuple[TakenBatch, int]]
    packs: Sequence[OpenPack]


@dataclass(frozen=True, slots=True)
class SaleToReturn:
    """What of a sale can still come back, and what is left to refund by each way it was paid."""

    sale: ReturnableSale
    lines: Sequence[LineToReturn]
    money: Mapping[str, int]


@query(permission=ACCEPT_RETURNS)
def returnable(*, actor: Actor, branch_id: BranchId, sale_id: UUID) -> SaleToReturn:
    """A sale with what of it can still come back, for who takes goods back. Raises NotFound."""
    answered = answered_sale(actor, sale_id)
    sale, before = answered.sale, answered.before
    products = states_of({line.product_id for line in sale.lines})
    packs = open_packs({line.line_id for line in sale.lines})
    found = []
    for line in sale.lines:
        name, state = products[line.product_id]
        batches = [
            (one, one.quantity - before.get((line.line_id, one.batch_id), 0))
            for one in line.batches
        ]
        left = sum(units for _batch, units in batches)
        if state == SERVICE:
            left = line.quantity - before.get((line.line_id, None), 0)
        found.append(LineToReturn(line, name, left, batches, packs.get(line.line_id, ())))
    return SaleToReturn(sale, found, left_by(sale.paid, answered.refunded))


@dataclass(frozen=True, slots=True)
class ReturnPreview:
    """Where each part of a return would go, and how it would be refunded."""

    parts: Sequence[ReturnedPart]
    refund: Refund
    currency: str
    left: Mapping[str, int]


@query(permission=ACCEPT_RETURNS)
def preview_return(*, actor: Actor, branch_id: BranchId, draft: CustomerReturnNew) -> ReturnPreview:
    """What ``return_goods`` would do now; nothing is locked or written. Raises what it raises."""
    answered, rules = sale_to_return(actor, draft.sale_id), rules_here(branch_id)
    parts = parts_of(answered.sale, draft.lines, answered.before, rules)
    terms = answered.terms(parts, rules)
    refund = refund_of(sum(one.share.amount for one in parts), draft, terms)
    return ReturnPreview(parts, refund, answered.sale.currency, terms.left)


@dataclass(frozen=True, slots=True)
class ReturnAsked:
    """What a counter is told of a return before it writes its credit note.

    ``exchanged`` of it pays for another sale; ``asks`` is exactly what somebody else must approve,
    None where nobody is asked.
    """

    preview: ReturnPreview
    sold_at: UUID
    exchanged: int
    asks: Mapping[str, Any] | None


@query(permission=ACCEPT_RETURNS)
def ask_return(
    *, actor: Actor, branch_id: BranchId, draft: CustomerReturnNew, exchanged: int = 0
) -> ReturnAsked:
    """What a return would come to, of which at most ``exchanged`` pays for another sale.

    Nothing is locked, counted or written. Raises what ``return_goods`` raises.
    """
    answered, rules = sale_to_return(actor, draft.sale_id), rules_here(branch_id)
    parts = parts_of(answered.sale, draft.lines, answered.before, rules)
    amount = sum(one.share.amount for one in parts)
    worth = total_of(amount, None, answered.terms(parts, rules))
    terms = answered.terms(parts, rules, min(worth, exchanged))
    refund = refund_of(amount, draft, terms)
    why = answered.unusual(rules.today, refund, terms)
    whose = PersonDay(actor.id, rules.today)
    reasons = reasons_of_return(why, refund, branch_id, whose, counts=False)
    asks = content_of_return(reasons, draft.sale_id, parts, refund) if reasons else None
    preview = ReturnPreview(parts, refund, answered.sale.currency, terms.left)
    return ReturnAsked(preview, answered.sale.branch_id, terms.exchanged, asks)
