"""Credit notes as lists, pages and other domains read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.customer_returns.models import (
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
)
from theriac.domains.customer_returns.rules import CASH
from theriac.domains.organisation.queries.terminals import owners_of_series
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.queries.sold_goods import (
    TaxedDocument,
    TaxedLine,
)

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


def find_note(return_id: UUID) -> CustomerReturn | None:
    """A credit note of any branch; None where there is none. For who checks the branch."""
    return CustomerReturn.objects.filter(id=return_id).first()


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


@dataclass(frozen=True, slots=True)
class CreditNoteTaken:
    """A credit note as the device that asked for it prints it; ``owed`` is cash for a till."""

    id: UUID
    number: str
    recorded_at: datetime
    reason: str
    total: int
    rounding: int
    owed: int
    refunds: Sequence[tuple[str, int]]


def note_taken(return_id: UUID) -> CreditNoteTaken:
    """For who wrote it just now."""
    row = CustomerReturn.objects.get(id=return_id)
    refunds = [(one.method, one.amount) for one in refunds_of_return(return_id)]
    cash = sum(amount for method, amount in refunds if method == CASH)
    return CreditNoteTaken(
        id=row.id,
        number=row.number,
        recorded_at=row.recorded_at,
        reason=row.reason_code,
        total=row.total,
        rounding=row.rounding,
        owed=cash if row.is_paid_at_till else 0,
        refunds=refunds,
    )


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


def numbers_of_notes(stem: str) -> set[str]:
    """The numbers of credit notes that begin so, of whichever month."""
    rows = CustomerReturn.objects.filter(number__startswith=stem).order_by()
    return set(rows.values_list("number", flat=True))
