"""The pharmacy's own abbreviations: listed, added, changed, deleted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.abbreviations import (
    ABBREVIATIONS,
    get_abbreviation,
    list_abbreviations,
)
from theriac.domains.catalog.search.stored.abbreviations import (
    add_abbreviation,
    change_abbreviation,
    remove_abbreviation,
)
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.catalog.abbreviations import (
    Abbreviation,
    AbbreviationNew,
    AbbreviationPage,
)
from theriac.surfaces.api.schemas.types import Wanted

router = Router(tags=["catalogue"])


@router.get(
    "/abbreviations",
    **operation(
        "listAbbreviations", "List abbreviations", answers=AbbreviationPage, may=[VIEW_CATALOG]
    ),
)
def abbreviations(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """A page of the pharmacy's own abbreviations, in the order of their letters."""
    return respond(request, _page(actor_of(request), wanted))


@router.post(
    "/abbreviations",
    **writing(
        "addAbbreviation",
        "Add an abbreviation",
        answers=Abbreviation,
        may=[MANAGE_CATALOG],
        status=201,
        detail="Every search finds by it at once, counters within seconds. 500 at most.",
    ),
)
def add(request: HttpRequest, body: AbbreviationNew) -> HttpResponse:
    actor = actor_of(request)
    return added(
        request,
        lambda: add_abbreviation(actor=actor, short=body.short, words=body.words),
        lambda abbreviation_id: _one(actor, abbreviation_id),
    )


@router.get(
    "/abbreviations/{abbreviation_id}",
    **operation(
        "getAbbreviation", "Read an abbreviation", answers=Abbreviation, may=[VIEW_CATALOG]
    ),
)
def read(request: HttpRequest, abbreviation_id: Id) -> HttpResponse:
    return respond(request, _one(actor_of(request), abbreviation_id))


@router.put(
    "/abbreviations/{abbreviation_id}",
    **writing(
        "changeAbbreviation",
        "Change an abbreviation",
        answers=Abbreviation,
        may=[MANAGE_CATALOG],
        edits=True,
    ),
)
def change(request: HttpRequest, abbreviation_id: Id, body: AbbreviationNew) -> HttpResponse:
    """Another abbreviation, or other words."""
    actor, version = actor_of(request), version_of(request)
    return changed(
        request,
        lambda: change_abbreviation(
            actor=actor,
            abbreviation_id=abbreviation_id,
            version=version,
            short=body.short,
            words=body.words,
        ),
        lambda: _one(actor, abbreviation_id),
    )


@router.post(
    "/abbreviations/{abbreviation_id}/remove",
    **writing(
        "removeAbbreviation",
        "Delete an abbreviation",
        answers=AbbreviationPage,
        may=[MANAGE_CATALOG],
        detail="The answer is the first page of what is left.",
    ),
)
def remove(request: HttpRequest, abbreviation_id: Id) -> HttpResponse:
    actor = actor_of(request)
    return changed(
        request,
        lambda: remove_abbreviation(actor=actor, abbreviation_id=abbreviation_id),
        lambda: _page(actor, Wanted()),
    )


def _page(actor: Actor, wanted: Wanted) -> AbbreviationPage:
    page = page_of(ABBREVIATIONS, list_abbreviations(actor=actor), wanted)
    items = [Abbreviation.model_validate(row) for row in page.items]
    return AbbreviationPage(items=items, **edges(page))


def _one(actor: Actor, abbreviation_id: UUID) -> Abbreviation:
    found = get_abbreviation(actor=actor, abbreviation_id=abbreviation_id)
    if found is None:
        words = _("This abbreviation no longer exists. Reload the list.")
        raise NotFound(words, abbreviation_id=abbreviation_id)
    return Abbreviation.model_validate(found)
