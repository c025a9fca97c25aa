"""Preparations of a branch: listed, read, written, made, checked, discarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.compounding.commands.draft import PreparationNew, write_preparation
from theriac.domains.compounding.commands.make import make_preparation
from theriac.domains.compounding.commands.settle import (
    check_preparation,
    discard_draft,
    discard_preparation,
)
from theriac.domains.compounding.ids import PreparationId
from theriac.domains.compounding.permissions import CHECK_COMPOUND, COMPOUND
from theriac.domains.compounding.queries import (
    PREPARATIONS,
    IngredientUsed,
    get_preparation,
    ingredients_of,
    list_preparations,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.commands.compound import compound_line
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import amount_of, branch_of, currency_here, money_of
from theriac.surfaces.api.schemas.stock.preparations import (
    Preparation,
    PreparationDiscarding,
    PreparationLine,
    PreparationListed,
    PreparationMaking,
    PreparationPage,
    PreparationsWanted,
    PreparationWritten,
    UsedBatch,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/preparations",
    **operation("listPreparations", "List preparations", answers=PreparationPage, may=[VIEW_STOCK]),
)
def preparations(request: HttpRequest, wanted: Query[PreparationsWanted]) -> HttpResponse:
    """A page of what the branch compounds and compounded."""
    actor = actor_of(request)
    rows = list_preparations(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(PREPARATIONS, rows, wanted)
    items = [told(PreparationListed, row, product=row.product.name) for row in page.items]
    return respond(request, PreparationPage(items=items, **edges(page)))


@router.post(
    "/preparations",
    **writing(
        "writePreparation",
        "Write a draft of a preparation",
        answers=Preparation,
        may=[COMPOUND],
        status=201,
        detail="Nothing leaves stock before it is made.",
    ),
)
def write(request: HttpRequest, here: Query[Here], body: PreparationWritten) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: write_preparation(actor=actor, branch_id=branch_id, preparation=_written(body)),
        lambda made: _preparation(actor, made),
    )


@router.post(
    "/prescriptions/{prescription_id}/lines/{line_id}/preparations",
    **writing(
        "compoundPrescriptionLine",
        "Write a draft of a preparation for a line of a prescription",
        answers=Preparation,
        may=[PREPARE_PRESCRIPTIONS],
        status=201,
        detail=(
            "It is what may be given of the line, and the prescription is reviewed, approved or "
            "prepared. Wants `compounding.prepare` too; after the approval also `clinical.check`, "
            "and no alert that the approval hasn't answered (`clinical.alert_unanswered`)."
        ),
    ),
)
def compound(
    request: HttpRequest,
    prescription_id: Id,
    line_id: Id,
    here: Query[Here],
    body: PreparationWritten,
) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: compound_line(
            actor=actor,
            branch_id=branch_id,
            prescription_id=PrescriptionId(prescription_id),
            line_id=PrescriptionLineId(line_id),
            preparation=_written(body),
        ),
        lambda made: _preparation(actor, made),
    )


@router.get(
    "/preparations/{preparation_id}",
    **operation("getPreparation", "Read a preparation", answers=Preparation, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, preparation_id: Id) -> HttpResponse:
    """With its ingredients, and the batches that went in; its ETag is what an act names."""
    return respond(request, _preparation(actor_of(request), preparation_id))


@router.post(
    "/preparations/{preparation_id}/make",
    **writing(
        "makePreparation",
        "Make a preparation",
        answers=Preparation,
        may=[COMPOUND],
        edits=True,
        detail=(
            "The ingredients leave stock, the first to expire first; what is made is on hold "
            "until another person checked it."
        ),
    ),
)
def make(
    request: HttpRequest, preparation_id: Id, here: Query[Here], body: PreparationMaking
) -> HttpResponse:
    given_on = {"beyond_use_on": body.beyond_use_on}
    return _act(request, preparation_id, here, make_preparation, **given_on)


@router.post(
    "/preparations/{preparation_id}/check",
    **writing(
        "checkPreparation",
        "Check a preparation and put it on sale",
        answers=Preparation,
        may=[CHECK_COMPOUND],
        edits=True,
        detail="Never by who made it (`compounding.checker_unfit`).",
    ),
)
def check(request: HttpRequest, preparation_id: Id, here: Query[Here]) -> HttpResponse:
    return _act(request, preparation_id, here, check_preparation)


@router.post(
    "/preparations/{preparation_id}/discard",
    **writing(
        "discardPreparation",
        "Discard what was made",
        answers=Preparation,
        may=[CHECK_COMPOUND],
        edits=True,
        detail="It leaves stock as a loss. Never by who made it.",
    ),
)
def discard(
    request: HttpRequest, preparation_id: Id, here: Query[Here], body: PreparationDiscarding
) -> HttpResponse:
    why = {"code": body.code, "reason": body.reason}
    return _act(request, preparation_id, here, discard_preparation, **why)


@router.post(
    "/preparations/{preparation_id}/cancel",
    **writing(
        "cancelPreparation",
        "Let the draft of a preparation go",
        answers=Preparation,
        may=[COMPOUND],
        edits=True,
    ),
)
def cancel(request: HttpRequest, preparation_id: Id, here: Query[Here]) -> HttpResponse:
    return _act(request, preparation_id, here, discard_draft)


def _act(
    request: HttpRequest, row_id: UUID, here: Here, command: Callable[..., int], **more: Any
) -> HttpResponse:
    return edited(
        request,
        here,
        command,
        lambda actor, _branch_id: _preparation(actor, row_id),
        preparation_id=PreparationId(row_id),
        **more,
    )


def _written(body: PreparationWritten) -> PreparationNew:
    currency = currency_here()
    return given(
        PreparationNew,
        product_id=body.product_id,
        units=body.units,
        form=body.form,
        ingredients=tuple(body.ingredients),
        service_fee=amount_of(body.service_fee, currency, "service_fee") or 0,
        packing_fee=amount_of(body.packing_fee, currency, "packing_fee") or 0,
        instructions=body.instructions,
        formula_id=body.formula_id,
    )


def _preparation(actor: Actor, preparation_id: UUID) -> Preparation:
    row: Any = get_preparation(actor=actor, preparation_id=preparation_id)
    if row is None:
        raise NotFound(_("This preparation doesn’t exist. Choose one from the list."))
    currency = currency_here()
    lines = ingredients_of(actor=actor, preparation_id=preparation_id)
    return told(
        Preparation,
        row,
        product=row.product.name,
        lines=[_line(one, currency) for one in lines],
        service_fee=money_of(row.service_fee, currency),
        packing_fee=money_of(row.packing_fee, currency),
        price=money_of(row.price, currency),
        cost=money_of(row.cost, currency) if actor.may(SEE_COSTS, row.branch_id) else None,
        discard_code=row.discard_code or None,
    )


def _line(one: IngredientUsed, currency: str) -> PreparationLine:
    batches = [told(UsedBatch, used, cost=money_of(used.cost, currency)) for used in one.batches]
    return told(PreparationLine, one, price=money_of(one.price, currency), batches=batches)
