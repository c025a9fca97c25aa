"""Wishes to send papers, as lists, pages and programs read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.privacy.problems import Erased
from theriac.core.query import branches_seen, query
from theriac.domains.sale_documents.models import DocumentRequest
from theriac.domains.sales.permissions import COPY_RECEIPT

WAITING = "waiting"


def in_state(rows: QuerySet[DocumentRequest], state: str) -> QuerySet[DocumentRequest]:
    """Those that wait, were sent or cancelled."""
    if state == WAITING:
        return rows.filter(sending=None)
    return rows.filter(sending__outcome=state)


REQUESTS: Listing[DocumentRequest] = Listing(
    name="sale_documents.requests",
    sorts={"asked_at": SortFields(("asked_at",))},
    default_sort="-asked_at",
    filters={
        "state": in_state,
        "document_id": lambda rows, value: rows.filter(document_id=value),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A wish to send; ``to`` is "" where the address is readable no more.

    ``state`` is waiting, sent or cancelled; ``ended_at`` and ``ended_by`` of one that waits None.
    """

    id: UUID
    branch_id: UUID
    kind: str
    document_id: UUID
    number: str
    channel: str
    to: str
    asked_at: datetime
    asked_by: UUID
    state: str
    ended_at: datetime | None
    ended_by: UUID | None


@query(permission=COPY_RECEIPT)
def list_requests(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[DocumentRequest]:
    """The wishes of the branch, or of all where the actor may copy, in no order."""
    seen = branches_seen(actor, COPY_RECEIPT, branch_id)
    rows: QuerySet[DocumentRequest] = DocumentRequest.objects.filter(**seen)
    return rows.select_related("sending").order_by()


@query(permission=COPY_RECEIPT)
def get_request(*, actor: Actor, request_id: UUID) -> Requested | None:
    """One of a branch where the actor may copy; None for any other."""
    row = list_requests(actor=actor).filter(id=request_id).first()
    return None if row is None else requested(row)


@query(permission=COPY_RECEIPT)
def requests_of(*, actor: Actor, document_id: UUID) -> list[Requested]:
    """The wishes to send a document that the actor may copy, with where to, the newest first."""
    rows = list_requests(actor=actor).filter(document_id=document_id)
    return [requested(row) for row in rows.order_by("-position")]


def requested(row: DocumentRequest) -> Requested:
    """A wish that was read with what became of it, its address opened."""
    try:
        to = str(row.details.get("to", ""))
    except Erased:
        to = ""
    sending = getattr(row, "sending", None)
    return Requested(
        id=row.id,
        branch_id=row.branch_id,
        kind=row.document_kind,
        document_id=row.document_id,
        number=row.number,
        channel=row.channel,
        to=to,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        state=str(sending.outcome) if sending else WAITING,
        ended_at=sending.ended_at if sending else None,
        ended_by=sending.ended_by if sending else None,
    )
