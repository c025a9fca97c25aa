"""Sales that a device of the client made by itself and now pushes."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from theriac.core import clock
from theriac.domains.sales.commands.book_pushed import PushState, RecordedPush
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.pushes.sale import SaleSent, pushed_sale
from theriac.domains.sales.queries.pushes import what_became_of
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.idempotency import once
from theriac.surfaces.api.place import terminal_of
from theriac.surfaces.api.routers.sales.series import point_of, refuse_series_of_others
from theriac.surfaces.api.schemas.sales.pushes import Pushed

router = Router(tags=["sales"])


@router.post(
    "/sales/push",
    **writing(
        "pushSale",
        "Push a sale that a device has made",
        answers=Pushed,
        may=[SELL],
        status=201,
        detail=(
            "Never refused for what it says: what disagrees with the books becomes a case. The "
            "same sale again is booked once; a used number with other content is held. It is "
            "numbered in a series that `POST /series` opened for this key. A discount above the "
            "branch's limit makes a case unless `approval_id` names an approval that holds, and so "
            "does a safety alert of tier 1 that no pharmacist answered in `answers`."
        ),
    ),
)
def push(request: HttpRequest, body: Body[SaleSent]) -> HttpResponse:
    """Book a sale as its device made it."""
    actor = actor_of(request)
    _branch_id, terminal_id = terminal_of(actor)
    point = point_of(terminal_id)
    refuse_series_of_others(terminal_id, body.series_id)
    wire = request.payload  # type: ignore[attr-defined]
    pushed = pushed_sale(body, wire, sent_at=body.sent_at or clock.now())

    def first(recorded: RecordedPush) -> Pushed:
        if recorded.state is PushState.REPLAYED:
            return again(None)
        state: Literal["booked", "held"] = (
            "booked" if recorded.state is PushState.BOOKED else "held"
        )
        return Pushed(sale_id=body.id, state=state, cases=recorded.cases)

    def again(_effect: Any) -> Pushed:
        became = what_became_of(body.id, terminal_id)
        return Pushed(sale_id=body.id, state=became.state, cases=became.cases)

    return once(
        request,
        lambda: record_sale(actor=actor, point=point, pushed=pushed),
        first=first,
        again=again,
        status=201,
    )
