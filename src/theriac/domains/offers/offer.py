"""What the commands on an offer share: it is loaded and locked, built, hashed, on the trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, in_state, keep, locked
from theriac.core.problems import NotFound
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.offers.problems import OffererBlocked, OfferFixed
from theriac.domains.suppliers.queries import SupplierCard, supplier_cards

RECORD = "offers.offer"
HEAD = (
    "supplier_id",
    "number",
    "issued_on",
    "valid_from",
    "valid_until",
    "freight",
    "freight_free_from",
    "minimum_order",
    "note",
)
"""The facts of the head, kept as they are given."""
_SEALED_HEAD = (
    "id",
    "branch_id",
    "supplier_id",
    "source",
    "file_id",
    "sha256",
    "number",
    "issued_on",
    "valid_from",
    "valid_until",
    "freight",
    "freight_free_from",
    "minimum_order",
)
_SEALED_LINE = (
    "id",
    "position",
    "state",
    "text",
    "code",
    "product_id",
    "pack_id",
    "factor",
    "matched_by",
    "price",
    "discount_ppm",
    "discount_amount",
    "tax_bp",
    "tax_included",
    "bonus_for",
    "bonus_packs",
    "minimum_packs",
    "available_packs",
    "expires_on",
    "valid_until",
)


def locked_offer(offer_id: UUID, branch_id: UUID, version: int | None = None) -> Offer:
    """The offer of this branch, locked. Raises NotFound, and Stale for another version."""
    rows: QuerySet[Offer] = Offer.objects.filter(id=offer_id, branch_id=branch_id)
    offer = locked(rows, missing=_("This offer doesn’t exist. Choose one from the list."))
    at_version(offer, version, _("Another user changed this offer. Reload the page."))
    return offer


def require_state(offer: Offer, *states: str) -> None:
    """Raise OfferFixed, with the way on, unless the offer is in one of these states."""
    words = {
        Offer.State.READING: _("This offer is still being read. Wait for its lines."),
        Offer.State.DRAFT: _("This offer isn’t confirmed yet. Confirm it first."),
        Offer.State.CONFIRMED: _("This offer is confirmed. Withdraw it if it is wrong."),
        Offer.State.WITHDRAWN: _("This offer is withdrawn. Upload it again if it is still valid."),
    }
    in_state(
        offer,
        *states,
        otherwise=lambda state: OfferFixed(words[Offer.State(state)], state=state),
    )


def save_offer(offer: Offer, reason: str, facts: Mapping[str, Any] | None = None) -> int:
    """Keep it with the next version, and say so on the trail; the version."""
    keep(offer)
    current_unit().record(RECORD, offer.id, reason=reason, facts=facts, branch_id=offer.branch_id)
    return offer.version


def lines_of(offer: Offer) -> list[OfferLine]:
    """Its lines in their order."""
    rows: QuerySet[OfferLine] = OfferLine.objects.filter(offer=offer)
    return list(rows.order_by("position", "id"))


def known_supplier(supplier_id: UUID | None) -> SupplierCard | None:
    """The supplier, from whom may be bought. Raises NotFound, OffererBlocked."""
    if supplier_id is None:
        return None
    card = supplier_cards([supplier_id]).get(supplier_id)
    if card is None:
        raise NotFound(
            _("This supplier doesn’t exist. Choose one from the list."), field="supplier_id"
        )
    if card.blocked_reason is not None:
        raise OffererBlocked(
            _("%(name)s is blocked: %(reason)s. Unblock the supplier first, or leave this offer.")
            % {"name": card.name, "reason": card.blocked_reason or _("supplier is blocked")},
            field="supplier_id",
            reason=card.blocked_reason,
        )
    return card


def content_hash(offer: Offer, lines: Sequence[OfferLine]) -> str:
    """SHA-256 of head and lines in their order, as sorted JSON."""
    written = {
        "head": {name: _plain(getattr(offer, name)) for name in _SEALED_HEAD},
        "lines": [{name: _plain(getattr(line, name)) for name in _SEALED_LINE} for line in lines],
    }
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value
