"""Recalls: sought, opened, accounted for, traced, closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.compounding.queries import made_from
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.recalls.commands.close import close_recall
from theriac.domains.recalls.commands.open import open_recall, withdraw_recall
from theriac.domains.recalls.commands.units import (
    CountedUnits,
    explain_missing,
    put_into_quarantine,
    take_back_units,
)
from theriac.domains.recalls.permissions import RECALL_STOCK, SETTLE_RECALL
from theriac.domains.recalls.queries.affected import Matches, seek_batches
from theriac.domains.recalls.queries.recalls import RECALLS, get_recall, list_recalls, steps_of
from theriac.domains.recalls.queries.trace import trace_recall
from theriac.domains.recalls.rules import Accounted, read_lines
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed, once
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.recalls.recalls import (
    Recall,
    RecallClose,
    RecallDelivery,
    RecalledBatch,
    RecalledPreparation,
    RecallEnd,
    RecallListed,
    RecallMatch,
    RecallMatches,
    RecallNew,
    RecallPage,
    RecallPlace,
    RecallRecipients,
    RecallSought,
    RecallStepDone,
    RecallsWanted,
    RecallUnits,
    RecallUnknown,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])


@router.get(
    "/recalls",
    **operation("listRecalls", "List recalls", answers=RecallPage, may=[VIEW_STOCK]),
)
def recalls(request: HttpRequest, wanted: Query[RecallsWanted]) -> HttpResponse:
    """A page of recalls; they concern every branch."""
    rows = RECALLS.narrowed(list_recalls(actor=actor_of(request)), {"state": wanted.state})
    page = RECALLS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(RecallListed, row) for row in page.items]
    return respond(request, RecallPage(items=items, **edges(page)))


@router.post(
    "/recalls/sought",
    **operation(
        "seekRecall",
        "Look for what a recall would freeze",
        answers=RecallMatches,
        may=[VIEW_STOCK],
        detail="Nothing is changed.",
    ),
)
def seek(request: HttpRequest, body: RecallSought) -> HttpResponse:
    """The batches that the codes mean."""
    actor = actor_of(request)
    return respond(request, _matches(actor, _sought(actor, body.codes)))


@router.post(
    "/recalls",
    **writing(
        "openRecall",
        "Open a recall: freeze batches at every branch",
        answers=Recall,
        may=[RECALL_STOCK],
        status=201,
    ),
)
def open_one(request: HttpRequest, here: Query[Here], body: RecallNew) -> HttpResponse:
    """Freeze them at once, with their whole lots and all that was compounded of them."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    meant = [one.batch_id for one in _sought(actor, body.codes).found] if body.codes else []
    return once(
        request,
        lambda: open_recall(
            actor=actor,
            branch_id=branch_id,
            batch_ids=[*meant, *body.batch_ids],
            source=body.source,
            reason=body.reason,
            reference=body.reference,
        ),
        first=lambda opened: _recall(actor, opened.id),
        again=lambda recall_id: _recall(actor, recall_id),
        status=201,
    )


@router.get(
    "/recalls/{recall_id}",
    **operation("getRecall", "Read a recall", answers=Recall, may=[VIEW_STOCK]),
)
def read(request: HttpRequest, recall_id: Id) -> HttpResponse:
    """The recall with its sums, the places and the steps."""
    return respond(request, _recall(actor_of(request), recall_id))


@router.get(
    "/recalls/{recall_id}/recipients",
    **operation(
        "getRecallRecipients",
        "Read who received recalled batches",
        answers=RecallRecipients,
        may=[VIEW_STOCK],
        detail="Patients are named by id, and only to who may see patients.",
    ),
)
def recipients(request: HttpRequest, recall_id: Id) -> HttpResponse:
    actor = actor_of(request)
    _found(actor, recall_id)
    trace = trace_recall(actor=actor, recall_id=recall_id)
    hidden = {} if actor.may_anywhere(VIEW_PATIENTS) else {"patient_id": None}
    return respond(
        request,
        RecallRecipients(
            deliveries=[told(RecallDelivery, one, **hidden) for one in trace.deliveries],
            patients=trace.patients,
            walk_ins=trace.walk_ins,
            walk_in_units=trace.walk_in_units,
        ),
    )


@router.post(
    "/recalls/{recall_id}/units",
    **writing(
        "accountRecall",
        "Account for recalled units",
        answers=Recall,
        may=[SETTLE_RECALL],
        status=201,
        detail=(
            "`found` goes from the branch's shelf into its quarantine, `brought_back` from a "
            "customer into quarantine, `missing` off the book with the reason."
        ),
    ),
)
def account(
    request: HttpRequest, recall_id: Id, here: Query[Here], body: RecallUnits
) -> HttpResponse:
    actor = actor_of(request)
    given: dict[str, Any] = {
        "actor": actor,
        "branch_id": branch_of(actor, here.branch_id),
        "recall_id": recall_id,
        "units": CountedUnits(body.batch_id, body.quantity, body.reason),
    }

    def act() -> UUID:
        if body.kind == "found":
            return put_into_quarantine(**given)
        if body.kind == "brought_back":
            return take_back_units(**given)
        return explain_missing(**given, approval_id=body.approval_id)

    return changed(
        request,
        act,
        lambda: _recall(actor, recall_id),
        status=201,
    )


@router.post(
    "/recalls/{recall_id}/close",
    **writing("closeRecall", "Close a recall", answers=Recall, may=[RECALL_STOCK]),
)
def close(
    request: HttpRequest, recall_id: Id, here: Query[Here], body: RecallClose
) -> HttpResponse:
    """Close it once all is accounted for."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: close_recall(
            actor=actor, branch_id=branch_id, recall_id=recall_id, reason=body.note
        ),
        lambda: _recall(actor, recall_id),
    )


@router.post(
    "/recalls/{recall_id}/withdraw",
    **writing("withdrawRecall", "Withdraw a recall", answers=Recall, may=[RECALL_STOCK]),
)
def withdraw(
    request: HttpRequest, recall_id: Id, here: Query[Here], body: RecallEnd
) -> HttpResponse:
    """Let its batches be what they were before."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: withdraw_recall(
            actor=actor, branch_id=branch_id, recall_id=recall_id, reason=body.reason
        ),
        lambda: _recall(actor, recall_id),
    )


def _sought(actor: Actor, codes: str) -> Matches:
    return seek_batches(actor=actor, sought=read_lines(codes))


def _matches(actor: Actor, found: Matches) -> RecallMatches:
    return RecallMatches(
        found=[told(RecallMatch, one) for one in found.found],
        preparations=_preparations(actor, [one.batch_id for one in found.found]),
        unknown_products=[told(RecallUnknown, one) for one in found.unknown_products],
        unknown_lots=[told(RecallUnknown, one) for one in found.unknown_lots],
        is_all_clear=found.is_all_clear,
    )


def _found(actor: Actor, recall_id: UUID) -> Any:
    found = get_recall(actor=actor, recall_id=recall_id)
    if found is None:
        raise NotFound(_("This recall doesn’t exist."), recall_id=recall_id)
    return found


def _recall(actor: Actor, recall_id: UUID) -> Recall:
    found = _found(actor, recall_id)
    trace = trace_recall(actor=actor, recall_id=recall_id)
    names = product_names({batch.product_id for batch in trace.batches})
    return told(
        Recall,
        found,
        batches=[
            RecalledBatch(
                batch_id=batch.id,
                product_id=batch.product_id,
                product=names.get(batch.product_id, ""),
                number=batch.number,
                expires_on=batch.expires_on,
                **_sums(trace.accounts[batch.id]),
            )
            for batch in trace.batches
        ],
        places=[told(RecallPlace, one) for one in trace.lying],
        preparations=_preparations(actor, [batch.id for batch in trace.batches]),
        steps=[told(RecallStepDone, one) for one in steps_of(actor=actor, recall_id=recall_id)],
    )


def _preparations(actor: Actor, batch_ids: list[UUID]) -> list[RecalledPreparation]:
    found = made_from(actor=actor, batch_ids=batch_ids) if batch_ids else []
    return [told(RecalledPreparation, one) for one in found]


def _sums(one: Accounted) -> dict[str, int]:
    return {name: getattr(one, name) for name in Accounted.__slots__}
