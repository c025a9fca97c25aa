"""Branches, terminals, and who asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.organisation.commands.document_numbers import set_first_numbers
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION, VIEW_ORGANISATION
from theriac.domains.organisation.queries.document_numbers import document_numbers
from theriac.domains.organisation.queries.places import (
    BRANCHES,
    TERMINALS,
    branches_of,
    terminals_of,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.organisation import (
    Branch,
    BranchPage,
    DocumentNumbering,
    DocumentNumberings,
    Grant,
    Licence,
    Me,
    NextNumbers,
    Terminal,
    TerminalPage,
    TerminalsWanted,
)
from theriac.surfaces.api.schemas.types import Here, Wanted

router = Router(tags=["organisation"])


@router.get("/me", **operation("getMe", "Read who asks", answers=Me))
def me(request: HttpRequest) -> HttpResponse:
    """The actor behind the key or session, and what they may do where."""
    actor = actor_of(request)
    grants = [
        Grant(branch_id=branch_id, permissions=sorted(codes))
        for branch_id, codes in actor.grants.items()
    ]
    return respond(
        request,
        Me(
            kind=actor.kind.value,
            id=actor.id,
            name=actor.name,
            branch_id=actor.branch_id,
            terminal_id=actor.terminal_id,
            grants=grants,
        ),
    )


@router.get(
    "/branches",
    **operation("listBranches", "List branches", answers=BranchPage, may=[VIEW_ORGANISATION]),
)
def branches(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """A page of the branches that the actor may see."""
    page = page_of(BRANCHES, branches_of(actor=actor_of(request)), wanted)
    items = [_branch(row) for row in page.items]
    return respond(request, BranchPage(items=items, **edges(page)))


@router.get(
    "/branches/{branch_id}",
    **operation("getBranch", "Read a branch", answers=Branch, may=[VIEW_ORGANISATION]),
)
def branch(request: HttpRequest, branch_id: Id) -> HttpResponse:
    found = branches_of(actor=actor_of(request)).filter(id=branch_id).first()
    if found is None:
        raise NotFound(_("This branch doesn’t exist."), branch_id=branch_id)
    return respond(request, _branch(found))


@router.get(
    "/terminals",
    **operation("listTerminals", "List terminals", answers=TerminalPage, may=[VIEW_ORGANISATION]),
)
def terminals(request: HttpRequest, wanted: Query[TerminalsWanted]) -> HttpResponse:
    """A page of terminals of the branches that the actor may see."""
    rows = terminals_of(actor=actor_of(request), branch_id=wanted.branch_id)
    page = TERMINALS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [Terminal.model_validate(row) for row in page.items]
    return respond(request, TerminalPage(items=items, **edges(page)))


@router.get(
    "/document-numbers",
    **operation(
        "listDocumentNumbers",
        "Read the next number of each kind of document",
        answers=DocumentNumberings,
        may=[VIEW_ORGANISATION],
    ),
)
def document_numbering(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    return respond(request, _numbering(actor, branch_of(actor, here.branch_id)))


@router.post(
    "/document-numbers",
    **writing(
        "setDocumentNumbers",
        "Set the next numbers of kinds of document",
        answers=DocumentNumberings,
        may=[MANAGE_ORGANISATION],
        detail="Until the first document of the kind has its number in this year.",
    ),
)
def set_numbering(request: HttpRequest, here: Query[Here], body: NextNumbers) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    numbers = {one.document: one.next_number for one in body.numbers}
    return changed(
        request,
        lambda: set_first_numbers(actor=actor, branch_id=branch_id, numbers=numbers),
        lambda: _numbering(actor, branch_id),
    )


def _numbering(actor: Actor, branch_id: BranchId) -> DocumentNumberings:
    found = document_numbers(actor=actor, branch_id=branch_id)
    return DocumentNumberings(
        items=[told(DocumentNumbering, one, title=str(one.title)) for one in found]
    )


def _branch(row: Any) -> Branch:
    return told(
        Branch,
        row,
        licences=[Licence(name=name, number=str(text)) for name, text in row.licences.items()],
        currency=row.pharmacy.currency,
        country=row.pharmacy.country,
    )
