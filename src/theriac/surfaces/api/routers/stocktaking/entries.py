"""What is done in a count: entered, found, looked at again, posted, cancelled."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stocktaking.commands.enter import add_found_batch, enter_counts
from theriac.domains.stocktaking.commands.post import post_count
from theriac.domains.stocktaking.commands.recount import ask_another_look, cancel_count
from theriac.domains.stocktaking.permissions import COUNT_STOCK, POST_COUNT, REVIEW_COUNT
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.idempotency import changed, once
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.stocktaking.counts import count_answer, count_of
from theriac.surfaces.api.schemas.stocktaking import (
    CountCancel,
    CountEntries,
    CountFoundBatch,
    CountLineAdded,
    CountLook,
    CountPost,
    StockCount,
)

router = Router(tags=["counts"])


@router.post(
    "/stock-counts/{count_id}/entries",
    **writing(
        "enterCounts",
        "Enter what was found",
        answers=StockCount,
        may=[COUNT_STOCK],
        detail=(
            "The difference is taken against the ledger at `looked_at`, however late this "
            "arrives. Entries whose id is known are left as they are."
        ),
    ),
)
def enter(request: HttpRequest, count_id: Id, body: CountEntries) -> HttpResponse:
    actor = actor_of(request)
    row = count_of(actor, count_id)
    return changed(
        request,
        lambda: enter_counts(
            actor=actor,
            branch_id=BranchId(row.branch_id),
            count_id=count_id,
            found=body.entries,
            way="program",
            sent_at=body.sent_at,
        ),
        lambda: count_answer(actor, count_id),
    )


@router.post(
    "/stock-counts/{count_id}/batches",
    **writing(
        "addFoundBatch",
        "Put a batch that stands on no sheet onto one",
        answers=CountLineAdded,
        may=[COUNT_STOCK],
    ),
)
def add_batch(request: HttpRequest, count_id: Id, body: CountFoundBatch) -> HttpResponse:
    """The line on which it is counted; the same one where it stands already."""
    actor = actor_of(request)
    row = count_of(actor, count_id)

    def add() -> UUID:
        return add_found_batch(
            actor=actor, branch_id=BranchId(row.branch_id), count_id=count_id, **body.model_dump()
        )

    return once(
        request,
        add,
        first=lambda line_id: CountLineAdded(line_id=line_id),
        again=lambda _effect: CountLineAdded(line_id=add()),
    )


@router.post(
    "/stock-counts/{count_id}/looks",
    **writing(
        "askAnotherLook",
        "Let somebody else count lines again",
        answers=StockCount,
        may=[REVIEW_COUNT],
    ),
)
def look(request: HttpRequest, count_id: Id, body: CountLook) -> HttpResponse:
    """Whoever counted them, or asks, doesn't."""
    actor = actor_of(request)
    row = count_of(actor, count_id)
    return changed(
        request,
        lambda: ask_another_look(
            actor=actor,
            branch_id=BranchId(row.branch_id),
            count_id=count_id,
            line_ids=body.line_ids,
        ),
        lambda: count_answer(actor, count_id),
    )


@router.post(
    "/stock-counts/{count_id}/posting",
    **writing(
        "postStockCount",
        "Approve and post a count",
        answers=StockCount,
        may=[POST_COUNT],
        edits=True,
        detail="Books the differences as of the looks; above the limit it takes an approval.",
    ),
)
def post(request: HttpRequest, count_id: Id, body: CountPost) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    row = count_of(actor, count_id)
    return changed(
        request,
        lambda: post_count(
            actor=actor,
            branch_id=BranchId(row.branch_id),
            count_id=count_id,
            version=version,
            leave_out=body.leave_out,
            approval_id=body.approval_id,
        ),
        lambda: count_answer(actor, count_id),
    )


@router.post(
    "/stock-counts/{count_id}/cancellation",
    **writing(
        "cancelStockCount",
        "Give a count up",
        answers=StockCount,
        may=[REVIEW_COUNT],
        edits=True,
    ),
)
def cancel(request: HttpRequest, count_id: Id, body: CountCancel) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    row = count_of(actor, count_id)
    return changed(
        request,
        lambda: cancel_count(
            actor=actor,
            branch_id=BranchId(row.branch_id),
            count_id=count_id,
            version=version,
            reason=body.reason,
        ),
        lambda: count_answer(actor, count_id),
    )
