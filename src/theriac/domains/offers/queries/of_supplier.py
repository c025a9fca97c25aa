"""Offers as the supplier's program or people that sent them may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.offers.models import Offer
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.offers.queries.offers import list_offers
from theriac.domains.suppliers.people import people_ids_of


@query(permission=VIEW_OFFERS)
def list_sent_offers(*, actor: Actor, branch_id: UUID, supplier_id: UUID) -> QuerySet[Offer]:
    """What this program sent to the branch for the supplier, in no order."""
    rows = list_offers(actor=actor, branch_id=branch_id)
    return rows.filter(created_by=actor.id, supplier_id=supplier_id)


@query(permission=VIEW_OFFERS)
def list_lists_of(*, actor: Actor, supplier_id: UUID) -> QuerySet[Offer]:
    """What the supplier's people sent for it to any branch, in no order."""
    rows = list_offers(actor=actor).filter(supplier_id=supplier_id)
    return rows.filter(created_by__in=people_ids_of(supplier_id))
