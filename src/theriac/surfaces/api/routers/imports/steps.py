"""Imports: check the file, leave rows out, bring it in, give it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.catalog.commands.imports.steps import (
    check_import,
    commit_import,
    discard_import,
    set_rows_aside,
)
from theriac.domains.catalog.permissions import IMPORT_CATALOG
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.routers.imports.answers import told_import
from theriac.surfaces.api.schemas.imports import CommitWish, Import, RowsLeftOut

router = Router(tags=["imports"])
MODES = {"good_rows": "good", "all_or_nothing": "all"}
FOLLOW = "It runs in the background: read the import until its `state` is"


@router.post(
    "/imports/{import_id}/check",
    **writing(
        "checkImport",
        "Have the file checked",
        answers=Import,
        may=[IMPORT_CATALOG],
        detail=(
            f"Nothing is stored in the catalogue. {FOLLOW} `checked`, then look at its `counts`. "
            "Where it is `columns` again, `refusal` says why."
        ),
    ),
)
def check(request: HttpRequest, import_id: Id) -> HttpResponse:
    return _step(request, import_id, lambda actor: check_import(actor=actor, import_id=import_id))


@router.post(
    "/imports/{import_id}/left-out-rows",
    **writing(
        "leaveOutRows",
        "Leave rows out, or take them again",
        answers=Import,
        may=[IMPORT_CATALOG],
        detail="For rows that a look at their problem showed to be wrong; of a checked import.",
    ),
)
def leave_out(request: HttpRequest, import_id: Id, body: RowsLeftOut) -> HttpResponse:
    return _step(
        request,
        import_id,
        lambda actor: set_rows_aside(
            actor=actor, import_id=import_id, rows=body.rows, aside=body.left_out
        ),
    )


@router.post(
    "/imports/{import_id}/commit",
    **writing(
        "commitImport",
        "Bring the rows in",
        answers=Import,
        may=[IMPORT_CATALOG],
        detail=(
            "`good_rows` takes every row that can be taken; `all_or_nothing` is refused with 409 "
            "while one would be left out. Rows whose cost or price is far off the last one, or "
            "below cost, are refused as `asks_first` until they are set aside or the question's "
            f"code is sent as `confirmed`. {FOLLOW} `done`, then look at its `result`. "
            "One import is brought in at a time; one that `stopped` goes on where it was."
        ),
    ),
)
def commit(request: HttpRequest, import_id: Id, body: CommitWish) -> HttpResponse:
    return _step(
        request,
        import_id,
        lambda actor: commit_import(
            actor=actor, import_id=import_id, mode=MODES[body.mode], confirmed=body.confirmed
        ),
    )


@router.post(
    "/imports/{import_id}/discard",
    **writing(
        "discardImport",
        "Give an import up",
        answers=Import,
        may=[IMPORT_CATALOG],
        detail=(
            "Its running work is cancelled, its file and what a check found are forgotten; what "
            "is in stays in. To stop the work only, and go on later, cancel its job."
        ),
    ),
)
def discard(request: HttpRequest, import_id: Id) -> HttpResponse:
    return _step(request, import_id, lambda actor: discard_import(actor=actor, import_id=import_id))


def _step(request: HttpRequest, import_id: UUID, act: Callable[[Actor], Any]) -> HttpResponse:
    """Do the step and answer the import as it is then."""
    actor = actor_of(request)

    return changed(
        request,
        lambda: act(actor),
        lambda: told_import(actor, import_id),
    )
