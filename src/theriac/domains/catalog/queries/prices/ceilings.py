"""The dated ceilings that law sets on a product's price."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.models import PriceCeiling
from theriac.domains.catalog.permissions import VIEW_CATALOG


@query(permission=VIEW_CATALOG)
def list_ceilings(*, actor: Actor, product_id: UUID) -> QuerySet[PriceCeiling]:
    """Every dated ceiling of the product, the newest first."""
    return PriceCeiling.objects.filter(product_id=product_id).order_by(
        "-valid_from", "-recorded_at", "-id"
    )


@query(permission=VIEW_CATALOG)
def ceiling_now(*, actor: Actor, product_id: UUID) -> PriceCeiling | None:
    """The ceiling that rules at this instant, or None."""
    rows = list_ceilings(actor=actor, product_id=product_id)
    return rows.filter(valid_from__lte=clock.now()).first()
