"""Short-dated stock that another branch would sell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.transfers.queries import transfer_suggestions
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.place import branch_of, currency_here, money_of
from theriac.surfaces.api.schemas.transfers import (
    TransferSuggestion,
    TransferSuggestions,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/transfer-suggestions",
    **operation(
        "listTransferSuggestions",
        "List short-dated stock that another branch would sell",
        answers=TransferSuggestions,
        may=[VIEW_STOCK],
        detail="Written down as a transfer by `draftTransfer`; it is suggested no longer then.",
    ),
)
def suggestions(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """What a branch should send where, the first to expire in front."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    found = transfer_suggestions(actor=actor, branch_id=branch_id, today=branch_date(branch_id))
    names = product_names(one.product_id for one in found)
    currency = currency_here()
    items = [
        told(
            TransferSuggestion,
            one,
            product=names.get(one.product_id, ""),
            saved=money_of(one.saved, currency),
        )
        for one in found
    ]
    return respond(request, TransferSuggestions(items=items))
