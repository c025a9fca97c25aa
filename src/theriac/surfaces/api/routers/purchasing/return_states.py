"""Returns to suppliers are sent, taken back, credited and settled."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from theriac.core.facts.types import Id
from theriac.domains.purchasing.commands.returns.credit import enter_credit, settle_return
from theriac.domains.purchasing.commands.returns.send import send_return, take_return_back
from theriac.domains.purchasing.permissions import SEND_RETURN, SETTLE_RETURN
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.routers.purchasing.return_answers import moved
from theriac.surfaces.api.schemas.purchasing.returns import (
    CreditWritten,
    ReturnSettled,
    ReturnTakenBack,
    SupplierReturn,
)

router = Router(tags=["returns to suppliers"])
_AT = "/supplier-returns/{return_id}"


@router.post(
    f"{_AT}/sending",
    **writing(
        "sendSupplierReturn",
        "Send the goods back",
        answers=SupplierReturn,
        may=[SEND_RETURN],
        edits=True,
        detail="They leave stock under the branch's next number; the credit is awaited.",
    ),
)
def send(request: HttpRequest, return_id: Id) -> HttpResponse:
    return moved(
        request,
        return_id,
        lambda actor, branch_id, version: send_return(
            actor=actor, branch_id=branch_id, return_id=return_id, version=version
        ),
    )


@router.post(
    f"{_AT}/taking-back",
    **writing(
        "takeSupplierReturnBack",
        "Put the goods back where they lay",
        answers=SupplierReturn,
        may=[SEND_RETURN],
        edits=True,
        detail="The supplier didn't take them. Not once something was credited.",
    ),
)
def take_back(request: HttpRequest, return_id: Id, body: ReturnTakenBack) -> HttpResponse:
    return moved(
        request,
        return_id,
        lambda actor, branch_id, version: take_return_back(
            actor=actor,
            branch_id=branch_id,
            return_id=return_id,
            version=version,
            reason=body.reason,
        ),
    )


@router.post(
    f"{_AT}/credits",
    **writing(
        "enterSupplierCredit",
        "Enter a credit note",
        answers=SupplierReturn,
        may=[SETTLE_RETURN],
        edits=True,
        detail="What adds up to the sum that was asked back settles the return.",
    ),
)
def credit(request: HttpRequest, return_id: Id, body: CreditWritten) -> HttpResponse:
    return moved(
        request,
        return_id,
        lambda actor, branch_id, version: enter_credit(
            actor=actor,
            branch_id=branch_id,
            return_id=return_id,
            version=version,
            number=body.number,
            credited_on=body.credited_on,
            amount=body.amount,
        ),
    )


@router.post(
    f"{_AT}/settlement",
    **writing(
        "settleSupplierReturn",
        "Await no more credit",
        answers=SupplierReturn,
        may=[SETTLE_RETURN],
        edits=True,
    ),
)
def settle(request: HttpRequest, return_id: Id, body: ReturnSettled) -> HttpResponse:
    return moved(
        request,
        return_id,
        lambda actor, branch_id, version: settle_return(
            actor=actor,
            branch_id=branch_id,
            return_id=return_id,
            version=version,
            reason=body.reason,
        ),
    )
