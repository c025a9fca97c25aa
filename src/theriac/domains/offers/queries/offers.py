"""Offers as they are listed, found and read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.offers.engine.progress import latest_job
from theriac.domains.offers.models import EngineJob, Offer, OfferLine
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.offers.rules.certainty import ALIKE, BY_NAME, SURE
from theriac.domains.suppliers.queries import names_of_suppliers

OFFERS: Listing[Offer] = Listing(
    name="offers.offers",
    sorts={"created_at": SortFields(("created_at",))},
    default_sort="-created_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "supplier_id": lambda rows, value: rows.filter(supplier_id=value),
    },
)
"""What may be asked of the list of offers; newest first."""
_UNSURE = (
    Q(confidence__lt=SURE)
    | Q(matched_by="")
    | Q(price__isnull=True)
    | Q(matched_by=BY_NAME, similarity__lt=ALIKE)
    | ~Q(faults=[])
)
ASKING = Q(state=OfferLine.State.OPEN) & (
    Q(product__isnull=True) | Q(price__isnull=True) | (Q(is_checked=False) & _UNSURE)
)
"""The lines that a person must look at, or that lack something, before the offer counts."""


@dataclass(frozen=True, slots=True)
class LineCounts:
    """How many lines there are, how many ask for a look, and how many are left out."""

    all: int
    asking: int
    left_out: int


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer with what a screen shows beside it."""

    offer: Offer
    supplier: str
    job: EngineJob | None
    counts: LineCounts


@query(permission=VIEW_OFFERS)
def list_offers(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[Offer]:
    """The offers of the branch, else of all that may be seen; in no order."""
    rows: QuerySet[Offer] = Offer.objects.filter(**branches_seen(actor, VIEW_OFFERS, branch_id))
    return rows.order_by()


@query(permission=VIEW_OFFERS)
def find_offer(*, actor: Actor, offer_id: UUID) -> Offer | None:
    """One offer; None for one that may not be seen."""
    rows: QuerySet[Offer] = Offer.objects.filter(**branches_seen(actor, VIEW_OFFERS))
    return rows.filter(id=offer_id).first()


@query(permission=VIEW_OFFERS)
def read_offer(*, actor: Actor, offer_id: UUID) -> OfferView | None:
    """One offer with its supplier, its engine job and its counts."""
    offer = find_offer(actor=actor, offer_id=offer_id)
    if offer is None:
        return None
    key = offer.supplier_id
    supplier = names_of_suppliers([key]).get(key, "") if key else ""
    counts = counts_of([offer.id]).get(offer.id, LineCounts(0, 0, 0))
    return OfferView(offer, supplier, latest_job(offer.id), counts)


def counts_of(offer_ids: Collection[UUID]) -> dict[UUID, LineCounts]:
    """Counts of lines by offer, for offers that may be seen."""
    rows = (
        OfferLine.objects.filter(offer_id__in=list(offer_ids))
        .order_by()
        .values_list("offer_id")
        .annotate(
            all=Count("id"),
            asking=Count("id", filter=ASKING),
            left_out=Count("id", filter=Q(state=OfferLine.State.LEFT_OUT)),
        )
    )
    return {key: LineCounts(*counts) for key, *counts in rows}


def unread_among(offer_ids: Collection[UUID]) -> set[UUID]:
    """Those of these offers whose file the engine couldn't read, and that nobody sent again."""
    rows = EngineJob.objects.filter(kind=EngineJob.Kind.OFFER, subject_id__in=list(offer_ids))
    last = {one.subject_id: one.state for one in rows.order_by("created_at")}
    return {key for key, state in last.items() if state == EngineJob.State.FAILED}


def lines_to_check(offer: Offer, most: int) -> list[OfferLine]:
    """The first lines that ask for a look, in the order of the paper."""
    rows = OfferLine.objects.filter(ASKING, offer=offer)
    return list(rows.order_by("position")[:most])


def lines_from(offer: Offer, first: int, most: int) -> list[OfferLine]:
    """Lines in the order of the paper, from a position on."""
    rows = OfferLine.objects.filter(offer=offer, position__gte=first)
    return list(rows.order_by("position")[:most])


def all_lines(offer: Offer) -> Sequence[Any]:
    """Every line in the order of the paper."""
    return list(OfferLine.objects.filter(offer=offer).order_by("position"))
