"""Registers of controlled medicines are read; movements of stock write them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.domains.catalog.queries.names import product_names
from theriac.domains.controlled.permissions import VIEW_REGISTERS
from theriac.domains.controlled.queries.registers import LINES, list_lines, list_pages
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.stock.registers import (
    RegisterLine,
    RegisterLinePage,
    RegisterLinesWanted,
    RegisterPage,
    Registers,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["controlled"])


@router.get(
    "/registers",
    **operation(
        "listRegisters",
        "List registers of controlled medicines",
        answers=Registers,
        may=[VIEW_REGISTERS],
        detail="A page for each product that ever stood in a register of the branch.",
    ),
)
def registers(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    pages = list_pages(actor=actor, branch_id=branch_of(actor, here.branch_id))
    names = product_names({one.product_id for one in pages})
    items = [told(RegisterPage, one, product=names.get(one.product_id, "")) for one in pages]
    return respond(request, Registers(items=items))


@router.get(
    "/register-lines",
    **operation(
        "listRegisterLines",
        "List lines of registers of controlled medicines",
        answers=RegisterLinePage,
        may=[VIEW_REGISTERS],
    ),
)
def lines(request: HttpRequest, wanted: Query[RegisterLinesWanted]) -> HttpResponse:
    """A page of the branch's lines, the first on top; numbers run without gaps in each register."""
    actor = actor_of(request)
    rows = list_lines(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(LINES, rows, wanted)
    items = [told(RegisterLine, one) for one in page.items]
    return respond(request, RegisterLinePage(items=items, **edges(page)))
