"""Prescriptions: listed, opened, taken in; reasons counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.permissions import Permission
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.commands.open import OpenedPrescription, open_prescription
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.permissions import (
    OPEN_PRESCRIPTIONS,
    RECEIVE_PRESCRIPTIONS,
    VIEW_PRESCRIPTIONS,
)
from theriac.domains.prescriptions.problems import PrescriptionUnknown
from theriac.domains.prescriptions.queries.board import PRESCRIPTIONS, list_prescriptions
from theriac.domains.prescriptions.queries.reasons import count_reasons
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.states import dispense_status, request_status
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.patients.prescriptions import (
    CopyTold,
    DirectionsTold,
    DispenseTold,
    LineOutcomeTold,
    PrescriptionLineTold,
    PrescriptionListed,
    PrescriptionNew,
    PrescriptionOpened,
    PrescriptionPage,
    PrescriptionReasonCount,
    PrescriptionReasonCounts,
    PrescriptionStepTold,
    PrescriptionsWanted,
    PrescriptionWhy,
)
from theriac.surfaces.api.schemas.types import Here, PeriodHere

router = Router(tags=["prescriptions"])
_ONE = "/prescriptions/{prescription_id}"


def edits(name: str, summary: str, right: Permission) -> dict[str, Any]:
    """What an act on a prescription declares."""
    return writing(name, summary, answers=PrescriptionListed, may=[right], edits=True)


@router.get(
    "/prescriptions",
    **operation(
        "listPrescriptions",
        "List prescriptions",
        answers=PrescriptionPage,
        may=[VIEW_PRESCRIPTIONS],
    ),
)
def prescriptions(request: HttpRequest, wanted: Query[PrescriptionsWanted]) -> HttpResponse:
    """A page of the branch's prescriptions without what they say, who came first at the top."""
    actor = actor_of(request)
    rows = list_prescriptions(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(PRESCRIPTIONS, rows, wanted)
    items = [listed(row) for row in page.items]
    return respond(request, PrescriptionPage(items=items, **edges(page)))


@router.post(
    "/prescriptions",
    **writing(
        "receivePrescription",
        "Take a prescription in",
        answers=PrescriptionListed,
        may=[RECEIVE_PRESCRIPTIONS],
        status=201,
        detail=(
            "The same one again, one that is too old, and an expired licence that the country only "
            "warns of are refused as `asks_first` until sent again with the codes in `confirmed`."
        ),
    ),
)
def receive(request: HttpRequest, here: Query[Here], body: PrescriptionNew) -> HttpResponse:
    actor = actor_of(request)
    branch_id: BranchId = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: receive_prescription(
            actor=actor, branch_id=branch_id, facts=body.prescription, confirmed=body.confirmed
        ),
        lambda made: answer(actor, branch_id, made),
    )


@router.get(
    "/prescriptions/reasons",
    **operation(
        "countPrescriptionReasons",
        "Count coded reasons",
        answers=PrescriptionReasonCounts,
        may=[VIEW_PRESCRIPTIONS],
    ),
)
def reasons(request: HttpRequest, wanted: Query[PeriodHere]) -> HttpResponse:
    """How often which reason was given: refused, not dispensed, substituted."""
    actor = actor_of(request)
    counts = count_reasons(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        since=wanted.since,
        until=wanted.until,
    )
    items = [told(PrescriptionReasonCount, one) for one in counts]
    return respond(request, PrescriptionReasonCounts(items=items))


@router.get(
    _ONE,
    **operation(
        "openPrescription",
        "Read a prescription",
        answers=PrescriptionOpened,
        may=[OPEN_PRESCRIPTIONS],
        detail="Each reading is recorded with the patient, with `why`.",
    ),
)
def read(request: HttpRequest, prescription_id: Id, wanted: Query[PrescriptionWhy]) -> HttpResponse:
    """Everything that it says; its ETag is the version that a change names."""
    actor = actor_of(request)
    opened = open_prescription(
        actor=actor,
        branch_id=branch_of(actor, wanted.branch_id),
        prescription_id=PrescriptionId(prescription_id),
        why=wanted.why,
    )
    return respond(request, _opened(opened))


def act(
    request: HttpRequest,
    prescription_id: UUID,
    here: Here,
    run: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    """Run a command on a prescription; answered as it stands then."""
    return edited(
        request,
        here,
        run,
        lambda actor, branch_id: answer(actor, branch_id, prescription_id),
        prescription_id=PrescriptionId(prescription_id),
        **more,
    )


def answer(actor: Actor, branch_id: UUID, prescription_id: UUID) -> PrescriptionListed:
    """A prescription as it is listed. Raises PrescriptionUnknown."""
    rows = list_prescriptions(actor=actor, branch_id=branch_id)
    found = rows.filter(id=prescription_id).first()
    if found is None:
        raise PrescriptionUnknown(_("This prescription doesn’t exist at this branch."))
    return listed(found)


def listed(row: Any) -> PrescriptionListed:
    """A row as it is answered."""
    return told(PrescriptionListed, row, **_fhir(row))


def _fhir(row: Any) -> dict[str, str]:
    return {
        "request_status": request_status(row.state),
        "dispense_status": dispense_status(row.state),
    }


def _opened(opened: OpenedPrescription) -> PrescriptionOpened:
    found = opened.prescription
    return told(
        PrescriptionOpened,
        found,
        **_fhir(found),
        **{**found.content, "copied_from": _copy(found.content["copied_from"])},
        patient_id=opened.patient_id,
        lines=[_line(one) for one in opened.lines],
        steps=[told(PrescriptionStepTold, one) for one in opened.steps],
        dispenses=[told(DispenseTold, one) for one in opened.dispenses],
        outcomes=[told(LineOutcomeTold, one) for one in opened.outcomes],
    )


def _copy(kept: Mapping[str, str] | None) -> CopyTold | None:
    if kept is None:
        return None
    on = kept["copied_on"]
    return CopyTold(
        pharmacy=kept["pharmacy"],
        number=kept["number"],
        copied_on=date.fromisoformat(on) if on else None,
    )


def _line(line: Any) -> PrescriptionLineTold:
    terms = Authorised(line.quantity, line.repeats, line.dispensed)
    return told(
        PrescriptionLineTold,
        line,
        written=line.content["written"],
        note=line.content["note"],
        directions=DirectionsTold(**line.content["directions"]),
        remaining=terms.remaining,
        remaining_now=terms.now,
    )
