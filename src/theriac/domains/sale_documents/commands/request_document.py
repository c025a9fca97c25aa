"""Asking that a paper goes to somebody."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.insert import insert_if_absent
from theriac.core.privacy.periods import ready_owner
from theriac.core.problems import Conflict, NotFound, Unprocessable
from theriac.countries.registry import profile_for
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.sale_documents.events import DocumentRequested
from theriac.domains.sale_documents.models import MOST_REQUESTS, DocumentRequest
from theriac.domains.sale_documents.requests.kinds import KINDS, KnownDocument
from theriac.domains.sale_documents.rules import checked_address
from theriac.domains.sales.permissions import COPY_RECEIPT
from theriac.domains.sales.prescriptions import GROUND_KEYS

RECORD = "sale_documents.request"


@command(
    name="sale_documents.request_document",
    done=gettext_lazy("Requested that a document is sent"),
    permission=COPY_RECEIPT,
)
def request_document(
    *,
    actor: Actor,
    branch_id: BranchId,
    kind: str,
    document_id: UUID,
    channel: str,
    to: str,
    request_id: UUID | None = None,
) -> UUID:
    """Keep the wish, its address encrypted, and announce it without one; the wish's id.

    Nothing is sent here: who carries it out follows the event, or reads the list. ``request_id`` is
    what a form or device chose: asked again under it, the first wish stands. Raises NotFound for a
    document of another branch or somebody else's id, Unprocessable, and Conflict after ten wishes
    for one document.
    """
    found = _found(branch_id, kind, document_id)
    if request_id is not None and _is_asked(actor, document_id, request_id):
        return request_id
    if channel not in DocumentRequest.Channel.values:
        raise Unprocessable(_("Choose from the list."), field="channel")
    address = checked_address(channel, to, _calling_code(branch_id))
    asked = DocumentRequest.objects.filter(document_id=document_id).count()
    if asked >= MOST_REQUESTS:
        raise Conflict(_("This document was requested ten times already. Print it instead."))
    now = clock.now()
    row = DocumentRequest(
        id=request_id or current_unit().effect_id,
        branch_id=branch_id,
        document_kind=kind,
        document_id=document_id,
        number=found.number,
        position=asked + 1,
        channel=channel,
        key_id=ready_owner(GROUND_KEYS, now),
        details={"to": address},
        asked_at=now,
        asked_by=actor.id,
    )
    if not insert_if_absent(DocumentRequest, row):
        raise Contended
    data = {"request_id": row.id, "kind": kind, "document_id": document_id, "channel": channel}
    current_unit().announce(DocumentRequested(subject=str(document_id), data=data))
    facts = {"document": found.number, "kind": kind, "channel": channel}
    current_unit().record(RECORD, row.id, facts=facts)
    return row.id


def _found(branch_id: UUID, kind: str, document_id: UUID) -> KnownDocument:
    known = KINDS.get(kind)
    found = known.find(document_id) if known else None
    if found is None or found.branch_id != branch_id:
        raise NotFound(_("This document doesn’t exist at this branch. Choose one from the list."))
    return found


def _is_asked(actor: Actor, document_id: UUID, request_id: UUID) -> bool:
    row = DocumentRequest.objects.filter(id=request_id).first()
    if row is not None and (row.document_id, row.asked_by) != (document_id, actor.id):
        raise NotFound(_("Another request has this id. Reload the page."), request_id=request_id)
    return row is not None


def _calling_code(branch_id: BranchId) -> str:
    branch = get_branch(branch_id)
    return profile_for(branch.pharmacy.country).calling_code if branch else ""
