"""Bins: listed, made, filled; where products belong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.stock.commands.bins import add_bin, change_bin
from theriac.domains.stock.commands.put_in_bin import put_in_bin, set_home_bin
from theriac.domains.stock.permissions import ADJUST_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.bins import BINS, get_bin, list_bins
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed, once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.stock.bins import (
    Bin,
    BinChange,
    BinNew,
    BinPage,
    Home,
    HomeBin,
    PutThere,
)
from theriac.surfaces.api.schemas.types import Here, WantedHere

router = Router(tags=["stock"])


@router.get("/bins", **operation("listBins", "List bins", answers=BinPage, may=[VIEW_STOCK]))
def bins(request: HttpRequest, wanted: Query[WantedHere]) -> HttpResponse:
    """A page of a branch's bins by code."""
    actor = actor_of(request)
    page = page_of(
        BINS, list_bins(actor=actor, branch_id=branch_of(actor, wanted.branch_id)), wanted
    )
    items = [Bin.model_validate(row) for row in page.items]
    return respond(request, BinPage(items=items, **edges(page)))


@router.post("/bins", **writing("addBin", "Add a bin", answers=Bin, may=[ADJUST_STOCK]))
def add(request: HttpRequest, here: Query[Here], body: BinNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return once(
        request,
        lambda: add_bin(actor=actor, branch_id=branch_id, code=body.code, label=body.label),
        first=lambda bin_id: _bin(actor, bin_id),
        again=lambda _effect: _coded(actor, branch_id, body.code),
    )


@router.get("/bins/{bin_id}", **operation("getBin", "Read a bin", answers=Bin, may=[VIEW_STOCK]))
def read(request: HttpRequest, bin_id: Id) -> HttpResponse:
    return respond(request, _bin(actor_of(request), bin_id))


@router.put(
    "/bins/{bin_id}",
    **writing(
        "changeBin",
        "Change a bin",
        answers=Bin,
        may=[ADJUST_STOCK],
        edits=True,
        detail="Its goods stay in it.",
    ),
)
def change(request: HttpRequest, bin_id: Id, here: Query[Here], body: BinChange) -> HttpResponse:
    """Its code, its label, whether it is in use."""
    actor, version = actor_of(request), version_of(request)
    branch_id = branch_of(actor, here.branch_id)
    _bin(actor, bin_id)
    return changed(
        request,
        lambda: change_bin(
            actor=actor,
            branch_id=branch_id,
            bin_id=bin_id,
            version=version,
            **body.model_dump(),
        ),
        lambda: _bin(actor, bin_id),
    )


@router.post(
    "/bins/{bin_id}/batches",
    **writing(
        "putInBin",
        "Note that batches lie in a bin",
        answers=Bin,
        may=[ADJUST_STOCK],
        detail="No stock moves; counters learn it with their next copy.",
    ),
)
def put(request: HttpRequest, bin_id: Id, here: Query[Here], body: PutThere) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    _bin(actor, bin_id)
    return changed(
        request,
        lambda: put_in_bin(
            actor=actor, branch_id=branch_id, batch_ids=body.batch_ids, bin_id=bin_id
        ),
        lambda: _bin(actor, bin_id),
    )


@router.put(
    "/home-bins/{product_id}",
    **writing("setHomeBin", "Say where a product belongs", answers=HomeBin, may=[ADJUST_STOCK]),
)
def home(request: HttpRequest, product_id: Id, here: Query[Here], body: Home) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: set_home_bin(
            actor=actor, branch_id=branch_id, product_id=product_id, bin_id=body.bin_id
        ),
        lambda: HomeBin(product_id=product_id, bin_id=body.bin_id),
    )


def _bin(actor: Actor, bin_id: UUID) -> Bin:
    found = get_bin(actor=actor, bin_id=bin_id)
    if found is None:
        raise NotFound(_("This location (bin) doesn’t exist."), bin_id=bin_id)
    return Bin.model_validate(found)


def _coded(actor: Actor, branch_id: UUID, code: str) -> Bin:
    rows: Any = list_bins(actor=actor, branch_id=branch_id)
    return Bin.model_validate(rows.get(code=code.strip().upper()))
