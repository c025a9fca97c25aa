"""Sales that a device made by itself: pushed by it, or brought in the file that it saved."""

from __future__ import annotations

from typing import Any, BinaryIO, Literal, cast

from django.http import HttpRequest, HttpResponse
from ninja import Body, File, Query, Router, UploadedFile

from theriac.core import clock
from theriac.domains.device_logs.commands.import_saved import (
    ImportedFile,
    import_saved_file,
    receive_file,
)
from theriac.domains.sales.commands.book_pushed import PushState, RecordedPush
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.permissions import SELL, SETTLE_CASE
from theriac.domains.sales.pushes.sale import SaleSent, pushed_sale
from theriac.domains.sales.pushes.saved import LARGEST as LARGEST_SAVED
from theriac.domains.sales.queries.pushes import what_became_of
from theriac.surfaces.api.answers import told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.bodies import remember_file
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.idempotency import changed, once
from theriac.surfaces.api.place import branch_of, terminal_of
from theriac.surfaces.api.refusals.problems import TooLarge
from theriac.surfaces.api.routers.sales.series import point_of, refuse_series_of_others
from theriac.surfaces.api.schemas.sales.pushes import (
    Pushed,
    SavedFileTaken,
    SavedSalesTaken,
    SavedTillTaken,
)
from theriac.surfaces.api.schemas.types import Here

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


@router.post(
    "/sales/saved",
    **writing(
        "receiveSavedSales",
        "Receive the file that a counter saved",
        answers=SavedFileTaken,
        may=[SETTLE_CASE],
        detail=(
            "What a counter couldn't send, as it saved it to a file, as `multipart/form-data`: "
            "`curl -F file=@theriac-unsent.json`. Each sale, till document, lost sale, copy of a "
            "receipt, unknown code and basket is taken once, whichever way and however often it "
            "comes; what disagrees with the books is held or becomes a case, and nothing is "
            "refused for it. "
            "At most 20 MB."
        ),
    ),
)
def receive_saved(
    request: HttpRequest, here: Query[Here], file: File[UploadedFile]
) -> HttpResponse:
    """Note the file under the request's key, then take in what of it isn't here yet."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    if (file.size or 0) > LARGEST_SAVED:
        raise TooLarge
    content = cast("BinaryIO", file.file)
    remember_file(request, content)
    data = content.read(LARGEST_SAVED + 1)
    return changed(
        request,
        lambda: receive_file(actor=actor, branch_id=branch_id, data=data),
        lambda: _taken(import_saved_file(actor=actor, branch_id=branch_id, data=data)),
    )


def _taken(found: ImportedFile) -> SavedFileTaken:
    return SavedFileTaken(
        sales=told(SavedSalesTaken, found.sales),
        till=told(SavedTillTaken, found.till),
        asked=found.rest.asked,
        copies=found.rest.copies,
        codes=found.rest.codes,
        parked=found.parked.waiting,
        left=found.rest.left + found.parked.left,
        is_logged=found.rest.is_logged,
    )
