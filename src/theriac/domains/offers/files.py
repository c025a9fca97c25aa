"""What files are for in offers."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.files.purposes import ContentKind, FileHolder, Purpose, purpose
from theriac.core.problems import NotFound
from theriac.domains.offers.models import Offer
from theriac.domains.offers.offer import RECORD
from theriac.domains.offers.permissions import VIEW_OFFERS


def _offer(actor: Actor, record_id: UUID) -> FileHolder:
    rows = Offer.objects.filter(id=record_id)
    branch_id = rows.values_list("branch_id", flat=True).first()
    if branch_id is None or not actor.may(VIEW_OFFERS, branch_id):
        raise NotFound(_("This offer doesn’t exist. Choose one from the list."))
    return FileHolder(RECORD, record_id)


OFFER_FILE = purpose(
    Purpose(
        "offers.offer",
        gettext_lazy("Offer of a supplier"),
        frozenset({ContentKind.PDF, ContentKind.IMAGE, ContentKind.TABLE}),
        read=VIEW_OFFERS,
        max_bytes=20_000_000,
        holder=_offer,
    )
)
"""Kept as long as its offer; comes in with it, never by itself."""
