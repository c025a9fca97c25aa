"""What is open of suppliers' consigned goods, and what was paid for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import NotFound
from theriac.core.query import branches_seen, query
from theriac.domains.purchasing.consignment import (
    OpenPeriod,
    open_periods,
    recorded_settlements,
    standing_settlements,
)
from theriac.domains.purchasing.models import ConsignmentSettlement
from theriac.domains.purchasing.permissions import SETTLE_CONSIGNMENT, VIEW_RECEIPTS
from theriac.domains.purchasing.queries.withdrawals import withdrawal_of
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.consigned_sales import (
    ConsignedSold,
    numbers_of_batches,
    sold_between,
)
from theriac.domains.suppliers.queries import names_of_suppliers

SETTLEMENTS: Listing[ConsignmentSettlement] = Listing(
    name="purchasing.settlements",
    sorts={"last_on": SortFields(("last_on",))},
    default_sort="-last_on",
    filters={
        "supplier_id": lambda rows, value: rows.filter(supplier_id=value),
        "branch_id": lambda rows, value: rows.filter(branch_id=value),
    },
)
"""What may be asked of the list of payments."""


@dataclass(frozen=True, slots=True)
class OpenConsignment:
    """What isn't paid of one supplier's consigned goods, from ``first_on`` to ``until_on``.

    ``until_on`` is before ``first_on`` where every day that is over is paid. ``due`` is minor
    units, below zero for a credit; None for who may not see costs. ``unpriced`` are the numbers of
    batches that were sold and have no cost; they aren't in it.
    """

    supplier_id: UUID
    first_on: date
    until_on: date
    due: int | None
    sold: int
    unpriced: tuple[str, ...]

    @property
    def is_payable(self) -> bool:
        """Whether a payment may be recorded."""
        return self.first_on <= self.until_on


@dataclass(frozen=True, slots=True)
class SettledBatch:
    """One batch of a settlement: base units sold and their due, None for who sees no costs."""

    batch_id: UUID
    product_id: UUID
    number: str
    sold: int
    due: int | None


@dataclass(frozen=True, slots=True)
class SettlementView:
    """A payment with its lines; ``withdrawal`` is the counter-row, where there is one.

    ``amount`` is minor units, None for who may not see costs. ``is_newest`` says whether it is the
    one that can be withdrawn.
    """

    row: ConsignmentSettlement
    supplier: str
    amount: int | None
    lines: tuple[SettledBatch, ...]
    withdrawal: ConsignmentSettlement | None
    is_newest: bool


@query(permission=VIEW_RECEIPTS)
def open_consignments(*, actor: Actor, branch_id: UUID) -> list[OpenConsignment]:
    """What is open of each supplier of whose consigned goods any were sold at the branch."""
    periods = open_periods(branch_id)
    spans = {
        key: (one.begins_at, one.ends_at(one.until_on))
        for key, one in periods.items()
        if one.is_payable
    }
    sold = sold_between(branch_id, spans)
    sees = actor.may(SEE_COSTS, branch_id)
    return [_open(one, one.until_on, sold.get(key, []), sees=sees) for key, one in periods.items()]


@query(permission=SETTLE_CONSIGNMENT)
def open_consignment(
    *, actor: Actor, branch_id: UUID, supplier_id: UUID, last_on: date | None = None
) -> OpenConsignment:
    """What is open of one supplier until ``last_on``, or until the last day that is over.

    A day that can't be paid counts as none given. Raises NotFound for a supplier of whose consigned
    goods nothing was sold at the branch.
    """
    period = open_periods(branch_id, supplier_id).get(supplier_id)
    if period is None:
        raise NotFound(_("No consigned goods of this supplier were sold here."))
    sees = actor.may(SEE_COSTS, branch_id)
    last = last_on if last_on is not None and period.covers(last_on) else period.until_on
    if not period.is_payable:
        return _open(period, last, [], sees=sees)
    spans = {supplier_id: (period.begins_at, period.ends_at(last))}
    return _open(period, last, sold_between(branch_id, spans)[supplier_id], sees=sees)


@query(permission=VIEW_STOCK)
def settled_until(*, actor: Actor, branch_id: UUID) -> dict[UUID, date]:
    """The last day that is paid, by supplier; by the branch's date as it was recorded."""
    rows = standing_settlements().filter(branch_id=branch_id).order_by("sequence")
    return dict(rows.values_list("supplier_id", "last_on"))


@query(permission=VIEW_RECEIPTS)
def list_settlements(
    *, actor: Actor, branch_id: UUID | None = None
) -> QuerySet[ConsignmentSettlement]:
    """Payments of the branch, or of every branch that the actor may see, in no order.

    Those withdrawn are among them. Their amount is for who may see costs: ``amount_seen``.
    """
    seen = branches_seen(actor, VIEW_RECEIPTS, branch_id)
    return recorded_settlements().filter(**seen).select_related("withdrawal")


def amount_seen(actor: Actor, row: ConsignmentSettlement) -> int | None:
    """The payment's minor units; None for who may not see costs at its branch."""
    return row.amount if actor.may(SEE_COSTS, row.branch_id) else None


@query(permission=VIEW_RECEIPTS)
def read_settlement(*, actor: Actor, settlement_id: UUID) -> SettlementView | None:
    """One payment at a branch that the actor may see; None otherwise."""
    row = list_settlements(actor=actor).filter(id=settlement_id).first()
    if row is None:
        return None
    standing = standing_settlements().filter(branch_id=row.branch_id, supplier_id=row.supplier_id)
    newest = standing.order_by("-sequence").values_list("id", flat=True).first()
    return SettlementView(
        row=row,
        supplier=names_of_suppliers([row.supplier_id]).get(row.supplier_id, ""),
        amount=amount_seen(actor, row),
        lines=tuple(_lines(row, sees=actor.may(SEE_COSTS, row.branch_id))),
        withdrawal=withdrawal_of(row),
        is_newest=newest == row.id,
    )


def _open(
    period: OpenPeriod, last_on: date, sold: Sequence[ConsignedSold], *, sees: bool
) -> OpenConsignment:
    return OpenConsignment(
        supplier_id=period.supplier_id,
        first_on=period.first_on,
        until_on=last_on,
        due=sum(one.due or 0 for one in sold) if sees else None,
        sold=sum(one.sold for one in sold),
        unpriced=tuple(one.number for one in sold if one.due is None),
    )


def _lines(row: ConsignmentSettlement, *, sees: bool) -> list[SettledBatch]:
    lines = list(row.lines.order_by("position"))
    named = numbers_of_batches([line.batch_id for line in lines])
    return [
        SettledBatch(
            batch_id=line.batch_id,
            product_id=named[line.batch_id][0],
            number=named[line.batch_id][1],
            sold=line.sold,
            due=line.due if sees else None,
        )
        for line in lines
    ]
