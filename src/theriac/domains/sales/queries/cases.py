"""What booked sales and the books disagree about."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.sales.models import DiscrepancyCase, HeldPush
from theriac.domains.sales.permissions import VIEW_SALES

CASES: Listing[DiscrepancyCase] = Listing(
    name="sales.cases",
    sorts={"opened_at": SortFields(("opened_at",))},
    default_sort="opened_at",
    filters={
        "is_open": lambda rows, yes: rows.filter(settled_at__isnull=yes),
        "kind": lambda rows, kind: rows.filter(kind=kind),
        "sale_id": lambda rows, sale_id: rows.filter(sale_id=sale_id),
    },
)
"""What may be asked of the list of cases."""


@query(permission=VIEW_SALES)
def list_cases(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[DiscrepancyCase]:
    """Cases of the branch, or of every branch that the actor may see, in no order."""
    seen = branches_seen(actor, VIEW_SALES, branch_id)
    return DiscrepancyCase.objects.filter(**seen).select_related("sale", "line").order_by()


@query(permission=VIEW_SALES)
def get_case(*, actor: Actor, case_id: UUID) -> DiscrepancyCase | None:
    """One case of a branch that the actor may see, or None."""
    return list_cases(actor=actor).filter(id=case_id).first()


@query(permission=VIEW_SALES)
def unsettled_cases(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[DiscrepancyCase]:
    """The cases that wait for a person, in no order."""
    return list_cases(actor=actor, branch_id=branch_id).filter(settled_at=None)


def open_cases_of(terminal_id: UUID, *, at_most: int) -> int:
    """How many cases of a terminal's sales wait for a person, counted no further than told."""
    waiting = DiscrepancyCase.objects.filter(settled_at=None, sale__terminal_id=terminal_id)
    return len(waiting.order_by().values_list("id")[:at_most])


@query(permission=VIEW_SALES)
def list_held_pushes(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[HeldPush]:
    """Pushes that wait unbooked, in no order."""
    seen = branches_seen(actor, VIEW_SALES, branch_id)
    rows: QuerySet[HeldPush] = HeldPush.objects.filter(decided_at=None, **seen).order_by()
    return rows
