"""Credit notes as lists and pages read them, and what a return would come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.catalog.rules import SERVICE
from theriac.domains.customer_returns.credit_note import answered_sale, rules_here
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.goods import ReturnedPart, parts_of
from theriac.domains.customer_returns.models import (
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
)
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.refunds import Refund, refund_of
from theriac.domains.customer_returns.rules import left_by
from theriac.domains.organisation.ids import BranchId
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
    answered, rules = answered_sale(actor, draft.sale_id), rules_here(branch_id)
    parts = parts_of(answered.sale, draft.lines, answered.before, rules)
    terms = answered.terms(parts, rules)
    refund = refund_of(sum(one.share.amount for one in parts), draft, terms)
    return ReturnPreview(parts, refund, answered.sale.currency, terms.left)
