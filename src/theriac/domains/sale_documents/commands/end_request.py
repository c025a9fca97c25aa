"""Saying what became of a wish to send: the paper went out, or it needn't any more."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.problems import Conflict, NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sale_documents.models import DocumentRequest, DocumentSending
from theriac.domains.sales.permissions import COPY_RECEIPT

RECORD = "sale_documents.sending"
Outcome = DocumentSending.Outcome


@command(
    name="sale_documents.mark_document_sent",
    done=gettext_lazy("Marked a document as sent"),
    permission=COPY_RECEIPT,
)
def mark_document_sent(*, actor: Actor, branch_id: BranchId, document_request_id: UUID) -> UUID:
    """The paper was sent, by hand or by a program; the id of what was noted.

    Raises NotFound for a wish of another branch, Conflict for one that is over.
    """
    return _end(actor, branch_id, document_request_id, Outcome.SENT)


@command(
    name="sale_documents.cancel_document_request",
    done=gettext_lazy("Cancelled a request to send a document"),
    permission=COPY_RECEIPT,
)
def cancel_document_request(
    *, actor: Actor, branch_id: BranchId, document_request_id: UUID
) -> UUID:
    """Nobody waits for it any more; the id of what was noted.

    Raises NotFound for a wish of another branch, Conflict for one that is over.
    """
    return _end(actor, branch_id, document_request_id, Outcome.CANCELLED)


def _end(actor: Actor, branch_id: UUID, request_id: UUID, outcome: Outcome) -> UUID:
    request = DocumentRequest.objects.filter(id=request_id, branch_id=branch_id).first()
    if request is None:
        words = _("This request doesn’t exist at this branch. Choose one from the list.")
        raise NotFound(words, request_id=request_id)
    row = DocumentSending(
        id=current_unit().effect_id,
        request_id=request_id,
        outcome=outcome,
        ended_at=clock.now(),
        ended_by=actor.id,
    )
    if not insert_if_absent(DocumentSending, row):
        over = {
            Outcome.SENT: _("This document was already marked as sent."),
            Outcome.CANCELLED: _("This request was already cancelled. Request it again."),
        }
        before = DocumentSending.objects.get(request_id=request_id)
        raise Conflict(over[Outcome(before.outcome)], request_id=request_id)
    facts = {"document": request.number, "channel": request.channel, "outcome": str(outcome)}
    current_unit().record(RECORD, row.id, facts=facts)
    return row.id
