"""Returns to suppliers as they are listed and read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.purchasing.models import (
    SupplierCredit,
    SupplierReturn,
    SupplierReturnLine,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.permissions import VIEW_RETURNS
from theriac.domains.stock.queries.batches.returnable import returnable_goods
from theriac.domains.suppliers.queries import names_of_suppliers

RETURNS: Listing[SupplierReturn] = Listing(
    name="purchasing.returns",
    sorts={"created_at": SortFields(("created_at",))},
    default_sort="-created_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "supplier_id": lambda rows, value: rows.filter(supplier_id=value),
        "branch_id": lambda rows, value: rows.filter(branch_id=value),
    },
)
"""What may be asked of the list; state ``sent`` is those whose credit is awaited."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """A line in words; ``there`` base units of its batch are here now."""

    id: UUID
    position: int
    product_id: UUID
    product: str
    batch_id: UUID
    batch_number: str
    expires_on: date | None
    batch_state: str
    quantity: int
    there: int
    why: str
    credit: int


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A return with all that stands on it. Sums are minor units."""

    row: SupplierReturn
    supplier: str
    lines: list[ReturnLine]
    credits: list[SupplierCredit]
    back_number: str
    worth: int

    @property
    def awaited(self) -> int:
        """What is still to be credited; 0 unless it is sent."""
        if self.row.state != SupplierReturn.State.SENT:
            return 0
        return max(0, self.row.expected - self.row.credited)


@dataclass(frozen=True, slots=True)
class Awaited:
    """How many returns await credit, and minor units of it."""

    returns: int
    amount: int


@query(permission=VIEW_RETURNS)
def list_returns(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[SupplierReturn]:
    """The branch's, or those of every branch that the actor may see, in no order."""
    seen = branches_seen(actor, VIEW_RETURNS, branch_id)
    rows: QuerySet[SupplierReturn] = SupplierReturn.objects.filter(**seen).order_by()
    return rows


def returns_named(rows: QuerySet[SupplierReturn], text: str) -> QuerySet[SupplierReturn]:
    """Those whose number holds the text, or whose credit note's does."""
    return rows.filter(
        Q(number__icontains=text)
        | Q(id__in=SupplierCredit.objects.filter(number=text).values("supplier_return_id"))
    )


@query(permission=VIEW_RETURNS)
def read_return(*, actor: Actor, return_id: UUID) -> ReturnView | None:
    """One return at a branch that the actor may see; None otherwise."""
    row = (
        SupplierReturn.objects.filter(**branches_seen(actor, VIEW_RETURNS))
        .filter(id=return_id)
        .first()
    )
    if row is None:
        return None
    lines = list(SupplierReturnLine.objects.filter(supplier_return=row).order_by("position"))
    back = SupplierReturnPosting.objects.filter(
        supplier_return=row, posting_kind=SupplierReturnPosting.Kind.TAKEN_BACK
    )
    return ReturnView(
        row=row,
        supplier=names_of_suppliers([row.supplier_id]).get(row.supplier_id, ""),
        lines=_in_words(row.branch_id, lines),
        credits=list(
            SupplierCredit.objects.filter(supplier_return=row).order_by("credited_on", "id")
        ),
        back_number=back.values_list("number", flat=True).first() or "",
        worth=sum(line.credit for line in lines),
    )


@query(permission=VIEW_RETURNS)
def credit_awaited(*, actor: Actor, branch_id: UUID | None = None) -> Awaited:
    """What suppliers still owe for sent returns; one read.

    One that was credited above its expectation lowers nothing of what the others owe.
    """
    rows = list_returns(actor=actor, branch_id=branch_id)
    sent = rows.filter(state=SupplierReturn.State.SENT)
    open_ = Q(credited__lt=F("expected"))
    sums = sent.aggregate(
        count=Count("id"),
        asked=Sum("expected", filter=open_),
        came=Sum("credited", filter=open_),
    )
    owed = (sums["asked"] or 0) - (sums["came"] or 0)
    return Awaited(returns=sums["count"], amount=owed)


def _in_words(branch_id: UUID, lines: list[SupplierReturnLine]) -> list[ReturnLine]:
    goods = returnable_goods(branch_id, [line.batch_id for line in lines])
    names = states_of([line.product_id for line in lines])
    return [
        ReturnLine(
            id=line.id,
            position=line.position,
            product_id=line.product_id,
            product=names[line.product_id][0],
            batch_id=line.batch_id,
            batch_number=goods[line.batch_id].number,
            expires_on=goods[line.batch_id].expires_on,
            batch_state=goods[line.batch_id].state,
            quantity=line.quantity,
            there=goods[line.batch_id].quantity,
            why=line.why,
            credit=line.credit,
        )
        for line in lines
    ]
