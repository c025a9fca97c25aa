"""What is dispensed of a prescription's lines, what isn't, and what is given instead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.domains.prescriptions.commands.dispense import record_dispense, reverse_dispense
from theriac.domains.prescriptions.commands.outcomes import (
    end_outcome,
    note_not_dispensed,
    substitute_line,
)
from theriac.domains.prescriptions.ids import DispenseId, PrescriptionLineId
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS
from theriac.surfaces.api.routers.patients.prescriptions import act, edits
from theriac.surfaces.api.schemas.patients.prescriptions import (
    DispenseNew,
    LineSubstituted,
    PrescriptionReason,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["prescriptions"])
_ONE = "/prescriptions/{prescription_id}"
_LINE = f"{_ONE}/lines/{{line_id}}"


@router.post(
    f"{_LINE}/dispense", **edits("recordDispense", "Record a dispense", PREPARE_PRESCRIPTIONS)
)
def dispense(
    request: HttpRequest, prescription_id: Id, line_id: Id, here: Query[Here], body: DispenseNew
) -> HttpResponse:
    """No more than is left of the first time or the repeat that was begun, while it is valid."""
    given = {"line_id": PrescriptionLineId(line_id), **dict(body)}
    return act(request, prescription_id, here, record_dispense, **given)


@router.post(
    f"{_LINE}/not-dispensed",
    **edits("noteNotDispensed", "Note why a line isn't dispensed", PREPARE_PRESCRIPTIONS),
)
def not_dispensed(
    request: HttpRequest,
    prescription_id: Id,
    line_id: Id,
    here: Query[Here],
    body: PrescriptionReason,
) -> HttpResponse:
    """In this round."""
    given = {"line_id": PrescriptionLineId(line_id), **dict(body)}
    return act(request, prescription_id, here, note_not_dispensed, **given)


@router.post(
    f"{_LINE}/substitute",
    **edits("substituteLine", "Give another product", PREPARE_PRESCRIPTIONS),
)
def substitute(
    request: HttpRequest, prescription_id: Id, line_id: Id, here: Query[Here], body: LineSubstituted
) -> HttpResponse:
    """Of the same generic, unless the prescriber agreed; before the verification."""
    given = {"line_id": PrescriptionLineId(line_id), "instead": body.instead}
    return act(request, prescription_id, here, substitute_line, **given)


@router.post(
    f"{_ONE}/outcomes/{{outcome_id}}/end",
    **edits("endLineOutcome", "Take back what was noted of a line", PREPARE_PRESCRIPTIONS),
)
def end(
    request: HttpRequest, prescription_id: Id, outcome_id: Id, here: Query[Here]
) -> HttpResponse:
    """It holds no more in this round."""
    return act(request, prescription_id, here, end_outcome, outcome_id=outcome_id)


@router.post(
    f"{_ONE}/dispenses/{{dispense_id}}/reverse",
    **edits("reverseDispense", "Reverse a dispense", PREPARE_PRESCRIPTIONS),
)
def reverse(
    request: HttpRequest,
    prescription_id: Id,
    dispense_id: Id,
    here: Query[Here],
    body: PrescriptionReason,
) -> HttpResponse:
    """It counts no more; one that was sold is taken back with its sale."""
    given = {"dispense_id": DispenseId(dispense_id), **dict(body)}
    return act(request, prescription_id, here, reverse_dispense, **given)
