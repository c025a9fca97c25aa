"""Destructions: what awaits one, drafts with their signatures, certificates.

And the log of what was brought back, with its weight by class and month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.disposal.models import (
    Destruction,
    DestructionLine,
    DestructionPosting,
    DestructionSignature,
    TakenBack,
)
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import Balance, Batch, Place
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.bins import bin_code
from theriac.domains.stock.rules.valuation import cost_of

MOST_AWAITING = 200
DESTRUCTIONS: Listing[Destruction] = Listing(
    name="disposal.destructions",
    sorts={"created_at": SortFields(("created_at",))},
    default_sort="-created_at",
    filters={"state": lambda rows, state: rows.filter(state=state)},
)


@dataclass(frozen=True, slots=True)
class DestroyedLine:
    """A line with what it costs, minor units; None for who may not see costs."""

    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date | None
    place_kind: str
    quantity: int
    cost: int | None


@query(permission=VIEW_STOCK)
def list_destructions(*, actor: Actor, branch_id: UUID) -> QuerySet[Destruction]:
    """The branch's documents, in no order."""
    return Destruction.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_STOCK)
def get_destruction(*, actor: Actor, destruction_id: UUID) -> Destruction | None:
    """One at a branch that the actor may see; None otherwise."""
    seen = Destruction.objects.filter(**branches_seen(actor, VIEW_STOCK))
    return seen.filter(id=destruction_id).first()


@query(permission=VIEW_STOCK)
def lines_of(*, actor: Actor, destruction_id: UUID) -> list[DestroyedLine]:
    """Its lines, in their order."""
    rows = list(
        DestructionLine.objects.filter(destruction_id=destruction_id)
        .select_related("batch", "place", "destruction")
        .order_by("position")
    )
    names = product_names({row.batch.product_id for row in rows})
    return [
        DestroyedLine(
            batch_id=row.batch_id,
            product_id=row.batch.product_id,
            product=names.get(row.batch.product_id, ""),
            number=row.batch.number,
            expires_on=row.batch.expires_on,
            place_kind=row.place.kind,
            quantity=row.quantity,
            cost=_cost(actor, row),
        )
        for row in rows
    ]


def _cost(actor: Actor, row: DestructionLine) -> int | None:
    if not actor.may(SEE_COSTS, row.destruction.branch_id):
        return None
    return cost_of(row.quantity, row.batch.cost_amount, row.batch.cost_units)


@query(permission=VIEW_STOCK)
def signatures_of(*, actor: Actor, destruction_id: UUID) -> list[DestructionSignature]:
    """Who signed, the first first."""
    rows = DestructionSignature.objects.filter(destruction_id=destruction_id)
    return list(rows.order_by("signed_at"))


@query(permission=VIEW_STOCK)
def posting_of(*, actor: Actor, destruction_id: UUID) -> DestructionPosting | None:
    """Its certificate; None before the second signature."""
    return DestructionPosting.objects.filter(destruction_id=destruction_id).first()


@query(permission=VIEW_STOCK)
def destruction_postings(*, actor: Actor) -> QuerySet[DestructionPosting]:
    """The certificates of the branches that the actor may see, in no order."""
    rows = DestructionPosting.objects.filter(**branches_seen(actor, VIEW_STOCK))
    return rows.order_by()


@query(permission=VIEW_STOCK)
def destroyed_goods(*, actor: Actor, destruction_id: UUID) -> QuerySet[DestructionLine]:
    """The lines of a destruction at a branch that the actor may see, with batch, in no order."""
    seen = Destruction.objects.filter(id=destruction_id, **branches_seen(actor, VIEW_STOCK))
    rows = DestructionLine.objects.filter(destruction__in=seen)
    return rows.select_related("batch", "place").order_by()


@query(permission=VIEW_STOCK)
def awaiting_destruction(*, actor: Actor, branch_id: UUID) -> list[Balance]:
    """What the branch has in quarantine, and what is expired or withheld on its shelf.

    Each with ``bin``, the code of the bin where it lies.
    """
    today = branch_date(branch_id)
    spoilt = Q(batch__expires_on__lte=today) | ~Q(batch__state=Batch.State.RELEASED)
    wanted = Q(place__kind=Place.Kind.QUARANTINE) | (Q(place__kind=Place.Kind.SHELF) & spoilt)
    rows = Balance.objects.filter(wanted, branch_id=branch_id, quantity__gt=0)
    rows = rows.annotate(bin=bin_code(branch_id))
    return list(
        rows.select_related("batch", "place").order_by("batch__expires_on", "id")[:MOST_AWAITING]
    )


LOG: Listing[TakenBack] = Listing(
    name="disposal.taken_back",
    sorts={"recorded_at": SortFields(("recorded_at",))},
    default_sort="-recorded_at",
    filters={
        "waste": lambda rows, waste: rows.filter(waste=waste),
        "since": lambda rows, day: rows.filter(business_on__gte=day),
        "until": lambda rows, day: rows.filter(business_on__lte=day),
    },
)


@dataclass(frozen=True, slots=True)
class MonthOfClass:
    """What one class weighed in a month, less what was cancelled; ``month`` is its first day."""

    month: date
    waste: str
    grams: int
    entries: int


@query(permission=VIEW_STOCK)
def list_taken_back(*, actor: Actor, branch_id: UUID) -> QuerySet[TakenBack]:
    """The branch's entries, in no order."""
    rows = TakenBack.objects.filter(branch_id=branch_id)
    return rows.select_related("product").order_by()


@query(permission=VIEW_STOCK)
def cancelled_of(*, actor: Actor, branch_id: UUID) -> set[UUID]:
    """Ids of entries that another answers."""
    answers = TakenBack.objects.filter(branch_id=branch_id, cancels__isnull=False)
    return set(answers.values_list("cancels_id", flat=True))


@query(permission=VIEW_STOCK)
def weights_by_month(*, actor: Actor, branch_id: UUID, since: date) -> list[MonthOfClass]:
    """The months from ``since`` on, the newest first, each class that weighed something."""
    counted, taken_out = Q(cancels=None), Q(cancels__isnull=False)
    rows = (
        TakenBack.objects.filter(branch_id=branch_id, business_on__gte=since)
        .annotate(month=TruncMonth("business_on"))
        .values_list("month", "waste")
        .annotate(
            came=Sum("grams", filter=counted, default=0),
            went=Sum("grams", filter=taken_out, default=0),
            entered=Count("id", filter=counted),
            answered=Count("id", filter=taken_out),
        )
        .order_by()
    )
    found = [
        MonthOfClass(month, waste, int(came) - int(went), entered - answered)
        for month, waste, came, went, entered, answered in rows
        if entered > answered
    ]
    return sorted(found, key=lambda one: (-one.month.toordinal(), one.waste))
