"""What files are for in buying."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.files.purposes import ContentKind, FileHolder, Purpose, purpose
from theriac.core.problems import NotFound
from theriac.domains.purchasing.models import GoodsReceipt
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT, VIEW_RECEIPTS

RECEIPT = "purchasing.receipt"


def _receipt(actor: Actor, record_id: UUID) -> FileHolder:
    branch_id = (
        GoodsReceipt.objects.filter(id=record_id).values_list("branch_id", flat=True).first()
    )
    if branch_id is None or not actor.may(VIEW_RECEIPTS, branch_id):
        raise NotFound(_("This goods receipt doesn’t exist. Choose one from the list."))
    return FileHolder(RECEIPT, record_id)


INVOICE = purpose(
    Purpose(
        "purchasing.invoice",
        gettext_lazy("Invoice or delivery note of a supplier"),
        frozenset({ContentKind.PDF, ContentKind.IMAGE, ContentKind.TABLE}),
        read=VIEW_RECEIPTS,
        add=DRAFT_RECEIPT,
        max_bytes=20_000_000,
        holder=_receipt,
    )
)
"""Kept as long as its receipt."""
