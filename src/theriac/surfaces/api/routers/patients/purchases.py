"""What was sold to a patient, for who may see health data; each reading is recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.domains.patients.commands.open import open_purchases
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_CLINICAL
from theriac.domains.sales.queries.purchases import Purchase as SoldLine
from theriac.domains.sales.queries.purchases import purchases_of
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.purchases import Purchase, Purchases, PurchasesWanted
from theriac.surfaces.api.schemas.types import Money

router = Router(tags=["patients"])


@router.get(
    "/patients/{patient_id}/purchases",
    **operation(
        "listPurchases",
        "List what was sold to a patient, line by line, of every branch",
        answers=Purchases,
        may=[VIEW_CLINICAL],
        detail="Sales for which the patient was named. Each reading is recorded, with `why`.",
    ),
)
def purchases(request: HttpRequest, patient_id: Id, wanted: Query[PurchasesWanted]) -> HttpResponse:
    """The newest sale comes first."""
    actor = actor_of(request)
    ids = open_purchases(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        patient_id=PatientId(patient_id),
        why=wanted.why,
    )
    found = purchases_of(
        ids, since=wanted.since, until=wanted.until, after=wanted.after, at_most=wanted.limit
    )
    items = [_told(one) for one in found.items]
    return respond(request, Purchases(items=items, has_more=found.has_more))


def _told(one: SoldLine) -> Purchase:
    return Purchase(
        line_id=one.line_id,
        sale_id=one.sale_id,
        number=one.number,
        branch_id=one.branch_id,
        occurred_at=one.occurred_at,
        sold_on=one.sold_on,
        product_id=one.product_id,
        product=one.product,
        pack=one.pack,
        packs=one.packs,
        quantity=one.quantity,
        total=Money(amount=one.total, currency=one.currency),
    )
