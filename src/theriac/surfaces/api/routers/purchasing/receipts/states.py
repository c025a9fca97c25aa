"""Goods receipts are checked, priced, posted, reversed, or thrown away."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.purchasing.commands.receipts.at_once import receive_at_once
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.commands.receipts.prices import confirm_prices
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.commands.receipts.states import check_receipt, reopen_receipt
from theriac.domains.purchasing.permissions import (
    CHECK_RECEIPT,
    DRAFT_RECEIPT,
    POST_RECEIPT,
    REVERSE_RECEIPT,
)
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.routers.purchasing.receipts.answers import branch_of_receipt, receipt_told
from theriac.surfaces.api.schemas.purchasing.receipts import (
    GoodsReceipt,
    GoodsReceiptCheck,
    GoodsReceiptPosting,
    GoodsReceiptReversal,
    GoodsReceiving,
    PricesConfirmed,
)

router = Router(tags=["goods receipts"])
_AT = "/goods-receipts/{receipt_id}"


@router.post(
    f"{_AT}/check",
    **writing(
        "checkGoodsReceipt",
        "Confirm that what is written is what came",
        answers=GoodsReceipt,
        may=[CHECK_RECEIPT],
        edits=True,
        detail="Refuses expired goods and a missing batch or expiry, and short-dated ones unless "
        "they are accepted. What arrived outside its temperature is held at posting, unless it is "
        "accepted.",
    ),
)
def check(request: HttpRequest, receipt_id: Id, body: GoodsReceiptCheck) -> HttpResponse:
    return _moved(
        request,
        receipt_id,
        lambda actor, branch_id, version: check_receipt(
            actor=actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            version=version,
            accept_short=body.accept_short,
            accept_temperature=body.accept_temperature,
        ),
    )


@router.post(
    f"{_AT}/reopening",
    **writing(
        "reopenGoodsReceipt",
        "Take a checked receipt back to writing",
        answers=GoodsReceipt,
        may=[DRAFT_RECEIPT],
        edits=True,
    ),
)
def reopen(request: HttpRequest, receipt_id: Id) -> HttpResponse:
    return _moved(
        request,
        receipt_id,
        lambda actor, branch_id, version: reopen_receipt(
            actor=actor, branch_id=branch_id, receipt_id=receipt_id, version=version
        ),
    )


@router.post(
    f"{_AT}/prices",
    **writing(
        "confirmGoodsPrices",
        "Settle what the goods are sold for",
        answers=GoodsReceipt,
        may=[POST_RECEIPT],
        edits=True,
        detail="They hold at the branch from the posting on.",
    ),
)
def prices(request: HttpRequest, receipt_id: Id, body: PricesConfirmed) -> HttpResponse:
    """Confirm selling prices of a checked receipt."""
    wanted = {one.line_id: one.price for one in body.prices}
    return _moved(
        request,
        receipt_id,
        lambda actor, branch_id, version: confirm_prices(
            actor=actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            version=version,
            prices=wanted,
        ),
    )


@router.post(
    f"{_AT}/posting",
    **writing(
        "postGoodsReceipt",
        "Put a checked delivery on the shelf",
        answers=GoodsReceipt,
        may=[POST_RECEIPT],
        edits=True,
        detail="Every line becomes a batch with its cost; the branch's next number is taken. "
        "What is unusual is refused as `asks_first`, whose `questions` name it, until it is sent "
        "again with their codes in `confirmed`. Above its purchase order, beyond the tolerance, it "
        "needs an approval.",
    ),
)
def post(request: HttpRequest, receipt_id: Id, body: GoodsReceiptPosting) -> HttpResponse:
    return _moved(
        request,
        receipt_id,
        lambda actor, branch_id, version: post_receipt(
            actor=actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            version=version,
            confirmed=body.confirmed,
            approval_id=body.approval_id,
        ),
    )


@router.post(
    f"{_AT}/receiving",
    **writing(
        "receiveGoods",
        "Check a draft and put it on the shelf, both or neither",
        answers=GoodsReceipt,
        may=[POST_RECEIPT],
        edits=True,
        detail="For who may both check and post; the trail keeps both steps. It refuses what a "
        "check refuses, and asks first what a posting asks.",
    ),
)
def receive(request: HttpRequest, receipt_id: Id, body: GoodsReceiving) -> HttpResponse:
    return _moved(
        request,
        receipt_id,
        lambda actor, branch_id, version: receive_at_once(
            actor=actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            version=version,
            accept_short=body.accept_short,
            accept_temperature=body.accept_temperature,
            confirmed=body.confirmed,
        ),
    )


@router.post(
    f"{_AT}/reversal",
    **writing(
        "reverseGoodsReceipt",
        "Take a posted delivery out again",
        answers=GoodsReceipt,
        may=[REVERSE_RECEIPT],
        edits=True,
        detail="By a counter-document, if all of it is still there; else it names what left.",
    ),
)
def reverse(request: HttpRequest, receipt_id: Id, body: GoodsReceiptReversal) -> HttpResponse:
    return _moved(
        request,
        receipt_id,
        lambda actor, branch_id, version: reverse_receipt(
            actor=actor,
            branch_id=branch_id,
            receipt_id=receipt_id,
            version=version,
            reason=body.reason,
        ),
    )


def _moved(
    request: HttpRequest, receipt_id: UUID, act: Callable[[Actor, BranchId, int], object]
) -> HttpResponse:
    """The whole receipt after the act, which names the version that was seen."""
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of_receipt(actor, receipt_id)
    return changed(
        request,
        lambda: act(actor, branch_id, version),
        lambda: receipt_told(actor, receipt_id),
    )
