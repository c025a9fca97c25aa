"""Public lists and what of them the stock has."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.recalls.models import Recall, RecallFinding, RecallList
from theriac.domains.recalls.permissions import RECALL_STOCK

FINDINGS: Listing[RecallFinding] = Listing(
    name="recalls.recall_findings",
    sorts={"found_at": SortFields(("found_at",))},
    default_sort="-found_at",
    filters={"state": lambda rows, state: rows.filter(state=state)},
)


@query(permission=RECALL_STOCK)
def get_watchlist(*, actor: Actor, list_id: UUID) -> RecallList | None:
    """One list, or None."""
    return RecallList.objects.filter(id=list_id).first()


@query(permission=RECALL_STOCK)
def list_watchlists(*, actor: Actor) -> list[RecallList]:
    """Every list, by name."""
    return list(RecallList.objects.order_by("name", "id"))


@query(permission=RECALL_STOCK)
def list_findings(*, actor: Actor) -> QuerySet[RecallFinding]:
    """What lists name and the stock has, in no order."""
    return RecallFinding.objects.select_related("line__list", "batch", "recall").order_by()


@query(permission=RECALL_STOCK)
def count_findings(*, actor: Actor) -> int:
    """How many findings wait to be settled; they concern all branches."""
    return RecallFinding.objects.filter(state=RecallFinding.State.OPEN).count()


@query(permission=RECALL_STOCK)
def what_waits(*, actor: Actor) -> QuerySet[Any]:
    """The recalls that are open and the findings that wait, together; to be counted."""
    recalls = Recall.objects.filter(state=Recall.State.OPEN).order_by().values_list("id")
    findings = RecallFinding.objects.filter(state=RecallFinding.State.OPEN).order_by()
    return recalls.union(findings.values_list("id"), all=True)


@query(permission=RECALL_STOCK)
def get_finding(*, actor: Actor, finding_id: UUID) -> RecallFinding | None:
    """One finding, or None."""
    rows = RecallFinding.objects.select_related("line__list", "batch")
    return rows.filter(id=finding_id).first()
