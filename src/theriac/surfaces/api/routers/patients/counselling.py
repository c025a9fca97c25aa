"""Counselling: listed, counted, recorded, opened, withdrawn."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.counselling.commands.counsel import counsel_patient
from theriac.domains.counselling.commands.open import open_counselling
from theriac.domains.counselling.commands.withdraw import withdraw_counselling
from theriac.domains.counselling.ids import CounsellingId
from theriac.domains.counselling.permissions import (
    GIVE_COUNSELLING,
    OPEN_COUNSELLING,
    VIEW_COUNSELLING,
)
from theriac.domains.counselling.problems import CounsellingUnknown
from theriac.domains.counselling.queries import COUNSELLING, count_counselling, list_counselling
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.counselling import (
    CodeCount,
    CounsellingEnded,
    CounsellingListed,
    CounsellingNew,
    CounsellingOpened,
    CounsellingPage,
    CounsellingReport,
    CounsellingWanted,
    CounsellingWhy,
    PersonCounselled,
)
from theriac.surfaces.api.schemas.types import Here, PeriodHere

router = Router(tags=["counselling"])


@router.get(
    "/counselling",
    **operation(
        "listCounselling", "List counselling", answers=CounsellingPage, may=[VIEW_COUNSELLING]
    ),
)
def counselling(request: HttpRequest, wanted: Query[CounsellingWanted]) -> HttpResponse:
    """A page of the branch's counselling without patients and remarks, the newest first."""
    actor = actor_of(request)
    rows = list_counselling(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(COUNSELLING, rows, wanted)
    items = [told(CounsellingListed, row, **_codes(row)) for row in page.items]
    return respond(request, CounsellingPage(items=items, **edges(page)))


@router.post(
    "/counselling",
    **writing(
        "counselPatient",
        "Record counselling",
        answers=CounsellingListed,
        may=[GIVE_COUNSELLING],
        status=201,
        detail=(
            "For a patient without a prescription at hand, by who asks. On a prescription: "
            "`POST /prescriptions/{prescription_id}/counselling`, or with the hand-over itself."
        ),
    ),
)
def counsel(request: HttpRequest, here: Query[Here], body: CounsellingNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: counsel_patient(
            actor=actor,
            branch_id=branch_id,
            patient_id=PatientId(body.patient_id),
            given=body.counselling,
        ),
        lambda made: _answer(actor, branch_id, made),
    )


@router.get(
    "/counselling/report",
    **operation(
        "countCounselling", "Count counselling", answers=CounsellingReport, may=[VIEW_COUNSELLING]
    ),
)
def report(request: HttpRequest, wanted: Query[PeriodHere]) -> HttpResponse:
    """How many were counselled and refused in a period, by topic, reason and person."""
    actor = actor_of(request)
    found = count_counselling(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        since=wanted.since,
        until=wanted.until,
    )
    people = sorted(found.people.items(), key=lambda one: (-one[1].total(), one[0]))
    answer = CounsellingReport(
        counselled=found.counselled,
        refused=found.refused,
        leaflets=found.leaflets,
        understood=found.understood,
        topics=_counts(found.topics),
        reasons=_counts(found.reasons),
        people=[
            PersonCounselled(
                person_id=key, counselled=counts["counselled"], refused=counts["refused"]
            )
            for key, counts in people
        ],
    )
    return respond(request, answer)


@router.get(
    "/counselling/{counselling_id}",
    **operation(
        "openCounselling",
        "Read a counselling",
        answers=CounsellingOpened,
        may=[OPEN_COUNSELLING],
        detail="Each reading is recorded with the patient, with `why`.",
    ),
)
def read(request: HttpRequest, counselling_id: Id, wanted: Query[CounsellingWhy]) -> HttpResponse:
    """With whose it is and the remark; its ETag is the version that a change names."""
    actor = actor_of(request)
    opened = open_counselling(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        counselling_id=CounsellingId(counselling_id),
        why=wanted.why,
    )
    row = opened.counselling
    answer = told(
        CounsellingOpened, row, patient_id=opened.patient_id, note=row.note, **_codes(row)
    )
    return respond(request, answer)


@router.post(
    "/counselling/{counselling_id}/withdraw",
    **writing(
        "withdrawCounselling",
        "Withdraw a counselling",
        answers=CounsellingListed,
        may=[GIVE_COUNSELLING],
        edits=True,
    ),
)
def withdraw(
    request: HttpRequest, counselling_id: Id, here: Query[Here], body: CounsellingEnded
) -> HttpResponse:
    """It was wrong: it stays to be read and counts no more."""
    return edited(
        request,
        here,
        withdraw_counselling,
        lambda actor, branch_id: _answer(actor, branch_id, counselling_id),
        counselling_id=CounsellingId(counselling_id),
        reason_code=body.reason_code,
    )


def _answer(actor: Actor, branch_id: UUID, counselling_id: UUID) -> CounsellingListed:
    rows = list_counselling(actor=actor, branch_id=branch_id)
    found = rows.filter(id=counselling_id).first()
    if found is None:
        raise CounsellingUnknown(_("This counselling doesn’t exist at this branch."))
    return told(CounsellingListed, found, **_codes(found))


def _codes(row: Any) -> dict[str, Any]:
    return {
        "topics": list(row.codes),
        "refused_why": row.refused_why or None,
        "withdrawn_why": row.withdrawn_why or None,
    }


def _counts(counter: Counter[str]) -> list[CodeCount]:
    return [CodeCount(code=code, count=count) for code, count in counter.most_common()]
