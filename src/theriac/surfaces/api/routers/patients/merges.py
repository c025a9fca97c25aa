"""Records of one person: proposed with reasons, merged, and taken apart again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.domains.patients.commands.merge import merge_patients, undo_merge
from theriac.domains.patients.commands.search import suggest_duplicates
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import MERGE_PATIENTS
from theriac.domains.patients.queries.groups import last_kept
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed, once
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.persons import (
    LikelyPatient,
    LikelyPatients,
    MergeAnswer,
    MergeWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["patients"])


@router.get(
    "/patients/{patient_id}/duplicates",
    **operation(
        "suggestDuplicates",
        "Find records that may be of the same patient",
        answers=LikelyPatients,
        may=[MERGE_PATIENTS],
        detail="The likeliest first, each with its reasons; who was shown is recorded.",
    ),
)
def suggest(request: HttpRequest, patient_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    found = suggest_duplicates(
        actor=actor, branch_id=branch_of(actor, here.branch_id), patient_id=PatientId(patient_id)
    )
    items = [told(LikelyPatient, one, reasons=list(one.reasons)) for one in found]
    return respond(request, LikelyPatients(items=items))


@router.post(
    "/patients/{patient_id}/merges",
    **writing(
        "mergePatients",
        "Let a record stand for another of the same patient",
        answers=MergeAnswer,
        may=[MERGE_PATIENTS],
        detail="Nothing is moved or deleted; the merge can be undone.",
    ),
)
def merge(
    request: HttpRequest, here: Query[Here], patient_id: Id, body: MergeWanted
) -> HttpResponse:
    """Merge ``merged_id`` into this record."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    done = MergeAnswer(kept_id=patient_id, merged_id=body.merged_id, is_undone=False)
    return changed(
        request,
        lambda: merge_patients(
            actor=actor,
            branch_id=branch_id,
            kept_id=PatientId(patient_id),
            merged_id=PatientId(body.merged_id),
        ),
        lambda: done,
    )


@router.post(
    "/patients/{patient_id}/unmerge",
    **writing(
        "undoMerge",
        "Let a merged record stand by itself again",
        answers=MergeAnswer,
        may=[MERGE_PATIENTS],
        detail="What was added to the kept record since stays there.",
    ),
)
def unmerge(request: HttpRequest, here: Query[Here], patient_id: Id) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)

    def answer(kept_id: PatientId) -> MergeAnswer:
        return MergeAnswer(kept_id=kept_id, merged_id=patient_id, is_undone=True)

    return once(
        request,
        lambda: undo_merge(actor=actor, branch_id=branch_id, merged_id=PatientId(patient_id)),
        first=answer,
        again=lambda _effect: answer(last_kept(patient_id)),
    )
