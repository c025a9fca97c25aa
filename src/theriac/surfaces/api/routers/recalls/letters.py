"""Letters to the patients who received recalled units, and what came of each."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.recalls.commands.letters import note_outcome, prepare_letters
from theriac.domains.recalls.queries.letters import letters_of
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.recalls.letters import (
    RecallLetter,
    RecallLetterOutcome,
    RecallLetters,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["stock"])
_AT = "/recalls/{recall_id}/letters"


@router.get(
    _AT,
    **operation(
        "listRecallLetters",
        "List a recall's letters and what came of them",
        answers=RecallLetters,
        may=[VIEW_PATIENTS],
        detail="Patients are named by id.",
    ),
)
def letters(request: HttpRequest, recall_id: Id) -> HttpResponse:
    return respond(request, _letters(actor_of(request), recall_id))


@router.post(
    _AT,
    **writing(
        "prepareRecallLetters",
        "Prepare letters to the patients who received recalled units",
        answers=RecallLetters,
        may=[VIEW_PATIENTS],
        status=201,
        detail=(
            "To all who are known and can be reached: they rest on the duty to recall, not on "
            "consent, so none is asked. Each record is read, and that is "
            "recorded; names and addresses are read from the patient's record."
        ),
    ),
)
def prepare(request: HttpRequest, recall_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: prepare_letters(actor=actor, branch_id=branch_id, recall_id=recall_id),
        lambda: _letters(actor, recall_id),
        status=201,
    )


@router.put(
    f"{_AT}/{{patient_id}}",
    **writing(
        "noteRecallLetter",
        "Note what came of a letter",
        answers=RecallLetters,
        may=[VIEW_PATIENTS],
    ),
)
def note(
    request: HttpRequest,
    recall_id: Id,
    patient_id: Id,
    here: Query[Here],
    body: RecallLetterOutcome,
) -> HttpResponse:
    """The patient was told, or couldn't be reached."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: note_outcome(
            actor=actor,
            branch_id=branch_id,
            recall_id=recall_id,
            patient_id=patient_id,
            outcome=body.outcome,
        ),
        lambda: _letters(actor, recall_id),
    )


def _letters(actor: Actor, recall_id: UUID) -> RecallLetters:
    found = letters_of(actor=actor, recall_id=recall_id)
    if found is None:
        raise NotFound(_("This recall doesn’t exist."), recall_id=recall_id)
    return RecallLetters(letters=[told(RecallLetter, one) for one in found])
