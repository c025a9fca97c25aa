"""The want list: read, written, taken, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.commands.settle_want import (
    give_want_back,
    remove_want,
    take_want,
)
from theriac.domains.replenishment.commands.want import WantWritten, add_want, change_want
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.replenishment.queries.wants import WANTS, find_want, list_wants
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed, once
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.replenishment.wants import (
    Want,
    WantChanged,
    WantPage,
    WantRemoved,
    WantsWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/wants",
    **operation("listWants", "List what is wanted", answers=WantPage, may=[VIEW_STOCK]),
)
def wants(request: HttpRequest, wanted: Query[WantsWanted]) -> HttpResponse:
    """A page of the branch's want list, the newest first; what left it stays to be read."""
    actor = actor_of(request)
    rows = list_wants(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(WANTS, rows, wanted)
    return respond(request, WantPage(items=told_wants(page.items), **edges(page)))


@router.post(
    "/wants",
    **writing(
        "addWant",
        "Put something on the want list",
        answers=Want,
        may=[KEEP_WANTS],
        status=201,
        detail="Where the same stands already the quantities add up there, and that is answered.",
    ),
)
def add(request: HttpRequest, here: Query[Here], body: Body[WantWritten]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    def again(_effect: UUID) -> Want:
        rows = list_wants(actor=actor, branch_id=branch_id)
        if body.product_id is None:
            rows = rows.filter(product=None, text=" ".join(body.text.split()))
        else:
            rows = rows.filter(product_id=body.product_id)
        return told_wants([rows.order_by("-added_at", "-id")[0]])[0]

    return once(
        request,
        lambda: add_want(actor=actor, branch_id=branch_id, want=body),
        first=lambda want_id: _want(actor, branch_id, want_id),
        again=again,
        status=201,
    )


@router.get(
    "/wants/{want_id}",
    **operation("getWant", "Read an entry of the want list", answers=Want, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, want_id: Id, here: Query[Here]) -> HttpResponse:
    """One entry; its ETag is the version that a change names."""
    actor = actor_of(request)
    return respond(request, _want(actor, branch_of(actor, here.branch_id), want_id))


@router.put(
    "/wants/{want_id}",
    **writing("changeWant", "Change an entry", answers=Want, may=[KEEP_WANTS], edits=True),
)
def change(request: HttpRequest, want_id: Id, here: Query[Here], body: WantChanged) -> HttpResponse:
    return _edit(request, want_id, here, change_want, quantity=body.quantity, note=body.note)


@router.post(
    "/wants/{want_id}/take",
    **writing(
        "takeWant",
        "Mark an entry as taken for an order",
        answers=Want,
        may=[KEEP_WANTS],
        edits=True,
        detail="It leaves the list by itself once it came.",
    ),
)
def take(request: HttpRequest, want_id: Id, here: Query[Here]) -> HttpResponse:
    return _edit(request, want_id, here, take_want)


@router.post(
    "/wants/{want_id}/give-back",
    **writing(
        "giveWantBack",
        "Say that an entry wasn't ordered after all",
        answers=Want,
        may=[KEEP_WANTS],
        edits=True,
    ),
)
def give_back(request: HttpRequest, want_id: Id, here: Query[Here]) -> HttpResponse:
    return _edit(request, want_id, here, give_want_back)


@router.post(
    "/wants/{want_id}/remove",
    **writing(
        "removeWant", "Take an entry off the list", answers=Want, may=[KEEP_WANTS], edits=True
    ),
)
def remove(request: HttpRequest, want_id: Id, here: Query[Here], body: WantRemoved) -> HttpResponse:
    return _edit(request, want_id, here, remove_want, reason=body.reason)


def _edit(
    request: HttpRequest, want_id: UUID, here: Here, act: Callable[..., int], **more: Any
) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)

    return changed(
        request,
        lambda: act(actor=actor, branch_id=branch_id, want_id=want_id, version=version, **more),
        lambda: _want(actor, branch_id, want_id),
    )


def _want(actor: Actor, branch_id: UUID, want_id: UUID) -> Want:
    found = find_want(actor=actor, branch_id=branch_id, want_id=want_id)
    if found is None:
        raise NotFound(_("This entry isn’t on this branch’s want list."), want_id=want_id)
    return told_wants([found])[0]


def told_wants(rows: Sequence[Any]) -> list[Want]:
    """These entries with the names of their products."""
    products = product_names(row.product_id for row in rows if row.product_id)
    return [told(Want, row, product=products.get(row.product_id, "")) for row in rows]
