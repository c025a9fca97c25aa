"""Formulas of a branch: listed, read, saved from a preparation, archived."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.compounding.commands.formula import archive_formula, save_formula
from theriac.domains.compounding.ids import FormulaId, PreparationId
from theriac.domains.compounding.permissions import EDIT_FORMULAS
from theriac.domains.compounding.queries import (
    FORMULAS,
    formula_lines,
    get_formula,
    list_formulas,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of, currency_here, money_of
from theriac.surfaces.api.schemas.stock.preparations import (
    Formula,
    FormulaIngredient,
    FormulaListed,
    FormulaNew,
    FormulaPage,
    FormulasWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/compounding-formulas",
    **operation("listFormulas", "List compounding formulas", answers=FormulaPage, may=[VIEW_STOCK]),
)
def formulas(request: HttpRequest, wanted: Query[FormulasWanted]) -> HttpResponse:
    """A page of what the branch compounds again, archived ones too."""
    actor = actor_of(request)
    rows = list_formulas(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(FORMULAS, rows, wanted)
    items = [told(FormulaListed, row, product=row.product.name) for row in page.items]
    return respond(request, FormulaPage(items=items, **edges(page)))


@router.post(
    "/compounding-formulas",
    **writing(
        "saveFormula",
        "Save a preparation as a formula",
        answers=Formula,
        may=[EDIT_FORMULAS],
        status=201,
        detail="A formula is never changed: save another, and archive this one.",
    ),
)
def save(request: HttpRequest, here: Query[Here], body: FormulaNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: save_formula(
            actor=actor,
            branch_id=branch_id,
            preparation_id=PreparationId(body.preparation_id),
            name=body.name,
        ),
        lambda made: _formula(actor, made),
    )


@router.get(
    "/compounding-formulas/{formula_id}",
    **operation("getFormula", "Read a compounding formula", answers=Formula, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, formula_id: Id) -> HttpResponse:
    """What one unit takes of each ingredient; its ETag is the version that archiving names."""
    return respond(request, _formula(actor_of(request), formula_id))


@router.post(
    "/compounding-formulas/{formula_id}/archive",
    **writing(
        "archiveFormula",
        "Archive a compounding formula",
        answers=Formula,
        may=[EDIT_FORMULAS],
        edits=True,
    ),
)
def archive(request: HttpRequest, formula_id: Id, here: Query[Here]) -> HttpResponse:
    return edited(
        request,
        here,
        archive_formula,
        lambda actor, _branch_id: _formula(actor, formula_id),
        formula_id=FormulaId(formula_id),
    )


def _formula(actor: Actor, formula_id: UUID) -> Formula:
    row: Any = get_formula(actor=actor, formula_id=formula_id)
    if row is None:
        raise NotFound(_("This formula doesn’t exist. Choose one from the list."))
    currency = currency_here()
    lines = formula_lines(actor=actor, formula_id=formula_id)
    return told(
        Formula,
        row,
        product=row.product.name,
        service_fee=money_of(row.service_fee, currency),
        packing_fee=money_of(row.packing_fee, currency),
        ingredients=[told(FormulaIngredient, one, product=one.product.name) for one in lines],
    )
