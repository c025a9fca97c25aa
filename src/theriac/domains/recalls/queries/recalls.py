"""Recalls as they are listed and opened."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.recalls.models import Recall, RecallBatch, RecallClosing, RecallStep
from theriac.domains.stock.permissions import VIEW_STOCK

RECALLS: Listing[Recall] = Listing(
    name="recalls.recalls",
    sorts={"opened_at": SortFields(("opened_at",))},
    default_sort="-opened_at",
    filters={"state": lambda rows, state: rows.filter(state=state)},
)


@query(permission=VIEW_STOCK)
def list_recalls(*, actor: Actor) -> QuerySet[Recall]:
    """Every recall, in no order; they concern all branches."""
    return Recall.objects.annotate(batch_count=Count("batches")).order_by()


@query(permission=VIEW_STOCK)
def get_recall(*, actor: Actor, recall_id: UUID) -> Recall | None:
    """One recall, or None."""
    return Recall.objects.filter(id=recall_id).first()


@query(permission=VIEW_STOCK)
def steps_of(*, actor: Actor, recall_id: UUID) -> list[RecallStep]:
    """What was done, in its order."""
    rows = RecallStep.objects.filter(recall_id=recall_id).select_related("batch")
    return list(rows.order_by("recorded_at", "id"))


@query(permission=VIEW_STOCK)
def steps_seen(*, actor: Actor) -> QuerySet[RecallStep]:
    """What branches whose stock the actor may see did in recalls, in no order, with batch."""
    rows = RecallStep.objects.filter(**branches_seen(actor, VIEW_STOCK))
    return rows.select_related("recall", "batch").order_by()


@query(permission=VIEW_STOCK)
def frozen_batches(*, actor: Actor, recall_id: UUID) -> QuerySet[RecallBatch]:
    """What a recall froze, of every branch, in no order."""
    rows = RecallBatch.objects.filter(recall_id=recall_id)
    return rows.select_related("batch").order_by()


@query(permission=VIEW_STOCK)
def closing_of(*, actor: Actor, recall_id: UUID) -> list[RecallClosing]:
    """The sums with which it was closed, a row a batch; none while it is open."""
    return list(RecallClosing.objects.filter(step__recall_id=recall_id).select_related("batch"))


@query(permission=VIEW_STOCK)
def batch_numbers_of(*, actor: Actor, recall_id: UUID) -> dict[UUID, str]:
    """The numbers of the batches that it froze, by their id, in order."""
    rows = RecallBatch.objects.filter(recall_id=recall_id).order_by("batch__number", "batch_id")
    return dict(rows.values_list("batch_id", "batch__number"))


@query(permission=VIEW_STOCK)
def open_recalls(*, actor: Actor) -> QuerySet[Recall]:
    """Those that are open."""
    return Recall.objects.filter(state=Recall.State.OPEN)
