"""Offers as the supplier's program that sent them may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.offers.models import Offer
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.offers.queries.offers import list_offers


@query(permission=VIEW_OFFERS)
def list_sent_offers(*, actor: Actor, branch_id: UUID, supplier_id: UUID) -> QuerySet[Offer]:
    """What this program sent to the branch for the supplier, in no order."""
    rows = list_offers(actor=actor, branch_id=branch_id)
    return rows.filter(created_by=actor.id, supplier_id=supplier_id)
