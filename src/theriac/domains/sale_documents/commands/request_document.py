"""Asking that a paper of a sale goes to somebody."""

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
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sale_documents.events import DocumentRequested
from theriac.domains.sale_documents.models import MOST_REQUESTS, DocumentRequest
from theriac.domains.sale_documents.rules import checked_address
from theriac.domains.sales.permissions import COPY_RECEIPT
from theriac.domains.sales.prescriptions import GROUND_KEYS
from theriac.domains.sales.queries.sold_goods import answered_document


@command(
    name="sale_documents.request_document",
    done=gettext_lazy("Requested that a receipt is sent"),
    permission=COPY_RECEIPT,
)
def request_document(
    *, actor: Actor, branch_id: BranchId, sale_id: UUID, channel: str, to: str
) -> UUID:
    """Keep the wish, its address encrypted, and announce it without one; the wish's id.

    Nothing is sent here: who carries it out follows the event. Raises NotFound for a sale of
    another branch, Unprocessable, and Conflict after ten wishes for one sale.
    """
    sale = answered_document(sale_id)
    if sale is None or sale.branch_id != branch_id:
        raise NotFound(_("This sale doesn’t exist. Choose one from the list."), sale_id=sale_id)
    if channel not in DocumentRequest.Channel.values:
        raise Unprocessable(_("Choose from the list."), field="channel")
    address = checked_address(channel, to)
    asked = DocumentRequest.objects.filter(sale_id=sale_id).count()
    if asked >= MOST_REQUESTS:
        raise Conflict(_("This receipt was requested ten times already. Print it instead."))
    now = clock.now()
    row = DocumentRequest(
        id=current_unit().effect_id,
        sale_id=sale_id,
        position=asked + 1,
        channel=channel,
        key_id=ready_owner(GROUND_KEYS, now),
        details={"to": address},
        asked_at=now,
        asked_by=actor.id,
    )
    if not insert_if_absent(DocumentRequest, row):
        raise Contended
    data = {"request_id": row.id, "sale_id": sale_id, "channel": channel}
    current_unit().announce(DocumentRequested(subject=str(sale_id), data=data))
    facts = {"sale": sale.number, "channel": channel}
    current_unit().record("sale_documents.request", row.id, facts=facts)
    return row.id
