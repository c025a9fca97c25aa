"""Who waits: by branch, by product in order, by patient."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import SYSTEM, Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.stock.queries.levels import stock_levels
from theriac.domains.waitlist.line import STANDING, hold_hours
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.permissions import VIEW_WAITLIST
from theriac.domains.waitlist.rules import in_order

MOST_SHOWN = 100
WAITS: Listing[Wait] = Listing(
    name="waitlist.waits",
    sorts={"since": SortFields(("since",))},
    default_sort="since",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
        "patient_id": lambda rows, value: rows.filter(patient_id=value),
    },
)


@query(permission=VIEW_WAITLIST)
def list_waits(*, actor: Actor, branch_id: UUID) -> QuerySet[Wait]:
    """Everybody who waits or waited at the branch, in no order."""
    return Wait.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_WAITLIST)
def find_wait(*, actor: Actor, branch_id: UUID, wait_id: UUID) -> Wait | None:
    """One wait of the branch."""
    return Wait.objects.filter(branch_id=branch_id, id=wait_id).first()


@query(permission=VIEW_WAITLIST)
def line_for(*, actor: Actor, branch_id: UUID, product_id: UUID) -> Sequence[Wait]:
    """The line of a product: who has an offer, then who waits, first come first."""
    rows = Wait.objects.filter(branch_id=branch_id, product_id=product_id, state__in=STANDING)
    line = in_order(rows.order_by("since", "id")[:MOST_SHOWN])
    return sorted(line, key=lambda one: one.state == Wait.State.WAITING)


@query(permission=VIEW_WAITLIST)
def waits_of_patient(*, actor: Actor, patient_id: UUID) -> Sequence[Wait]:
    """What a patient waits for at branches that the actor sees, merged records' waits too."""
    seen = branches_seen(actor, VIEW_WAITLIST)
    rows = Wait.objects.filter(patient_id__in=ids_of(patient_id), state__in=STANDING, **seen)
    return list(rows.order_by("since", "id")[:MOST_SHOWN])


@query(permission=VIEW_WAITLIST)
def waits_to_tell(*, actor: Actor, branch_id: UUID) -> QuerySet[Wait]:
    """Those for whom goods are held and who aren't told yet, in no order."""
    rows = Wait.objects.filter(branch_id=branch_id, state=Wait.State.OFFERED, told_at=None)
    return rows.order_by()


@query(permission=VIEW_WAITLIST)
def hold_time(*, actor: Actor, branch_id: UUID) -> int:
    """For how many hours the branch holds goods for who is first."""
    return hold_hours(branch_id)


def lines_to_serve() -> list[tuple[UUID, UUID]]:
    """Lines whose first may be served in full from what the branch's shelves have free."""
    first: dict[UUID, dict[UUID, Wait]] = defaultdict(dict)
    for wait in in_order(Wait.objects.filter(state=Wait.State.WAITING)):
        first[wait.branch_id].setdefault(wait.product_id, wait)
    found = []
    for branch_id, heads in sorted(first.items()):
        levels = stock_levels(actor=SYSTEM, branch_id=branch_id, product_ids=sorted(heads))
        found += [
            (branch_id, product_id)
            for product_id, head in sorted(heads.items())
            if head.quantity <= levels[product_id].available
        ]
    return found


def waits_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What is kept of these records, for the copy that a patient gets."""
    names = (
        "branch_id product_id quantity priority state since offered_at hold_until told_at "
        "ended_at ended_reason"
    ).split()
    rows = Wait.objects.filter(patient_id__in=list(patient_ids)).order_by("since", "id")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]
