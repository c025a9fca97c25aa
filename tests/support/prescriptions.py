"""Prescriptions of the shop, for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from theriac.core.actor import Actor
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.clinical.rules.answers import AnswerGiven
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.patients.models import Patient
from theriac.domains.prescribers.models import Prescriber
from theriac.domains.prescriptions.commands import (
    dispense,
    hand_over,
    outcomes,
    prepare,
    review,
)
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
)
from theriac.domains.prescriptions.rules.facts import (
    DirectionsWritten,
    LineWritten,
    PrescriptionWritten,
)

COURSE = ("received", "reviewing", "approved", "preparing", "verified", "ready")
STEPS: dict[str, Callable[..., int]] = {
    "reviewing": review.start_review,
    "approved": review.approve_prescription,
    "preparing": prepare.start_preparation,
    "verified": prepare.verify_prescription,
    "ready": prepare.lay_out,
}


def a_line(medicine: Medicine | None, quantity: int = 10, **facts: Any) -> LineWritten:
    """A line as matched to the medicine: three times a day for a week, unless told otherwise."""
    given: dict[str, Any] = {
        "written": "Amoxicillin 500 mg",
        "product_id": medicine.id if medicine else None,
        "directions": DirectionsWritten(dose_numerator=1, times=3, duration_days=7, route="oral"),
        **facts,
    }
    return LineWritten(quantity=quantity, **given)


def written_for(
    shop: Shop, lines: list[LineWritten], patient_id: UUID | None = None, **facts: Any
) -> PrescriptionWritten:
    """A prescription of today by the shop's prescriber, for a patient of its own."""
    prescriber = Prescriber.objects.order_by("created_at", "id").first()
    given: dict[str, Any] = {
        "patient_id": patient_id or a_person(shop),
        "prescriber_id": prescriber.id if prescriber else a_prescriber(shop),
        "written_on": shop.today,
        **facts,
    }
    return PrescriptionWritten(lines=lines, **given)


def a_person(shop: Shop) -> UUID:
    """The first patient, registered at first need."""
    found: Patient | None = Patient.objects.order_by("registered_at", "id").first()
    return found.id if found else register(shop)


def a_prescription(
    shop: Shop,
    state: str = "received",
    lines: list[LineWritten] | None = None,
    *,
    second: Actor | None = None,
    **facts: Any,
) -> PrescriptionId:
    """One in this state of the usual course; ``second`` verifies it."""
    wanted = lines or [a_line(add_medicine(shop, f"Amoxil {Prescription.objects.count()} mg"))]
    made = receive_prescription(
        actor=shop.owner,
        branch_id=shop.branch_id,
        facts=written_for(shop, wanted, **facts),
        confirmed=(),
    )
    advance(shop, made, state, second=second)
    return made


def advance(
    shop: Shop, prescription_id: PrescriptionId, state: str, *, second: Actor | None = None
) -> None:
    """Let it go to this state by the usual steps."""
    found = Prescription.objects.get(id=prescription_id)
    at = COURSE.index(found.state) if found.state in COURSE else 0
    for step in COURSE[at + 1 : COURSE.index(state) + 1]:
        given = at_shop(shop, prescription_id)
        if step == "verified" and second is not None:
            given["actor"] = second
        STEPS[step](**given)


def at_shop(shop: Shop, prescription_id: UUID, **more: Any) -> dict[str, Any]:
    """What a command on a prescription of the shop is given, at the version that there is."""
    version = Prescription.objects.values_list("version", flat=True).get(id=prescription_id)
    return {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "prescription_id": PrescriptionId(prescription_id),
        "version": version,
        **more,
    }


def answer_each(refused: AlertsUnanswered, reason: str, **more: Any) -> list[AnswerGiven]:
    """An answer to each alert of the refusal, for the same reason."""
    names = ("check", "rule", "product_ids")
    return [
        AnswerGiven(**{name: told[name] for name in names}, reason=reason, **more)
        for told in refused.facts["alerts"]
    ]


def approve_for(shop: Shop, prescription_id: UUID, reason: str, **more: Any) -> None:
    """Approve it in spite of the alerts that stop, each for this reason."""
    given = at_shop(shop, prescription_id, **more)
    with pytest.raises(AlertsUnanswered) as refused:
        review.approve_prescription(**given)
    review.approve_prescription(**given, answers=answer_each(refused.value, reason))


def line_of(prescription_id: UUID, position: int = 1) -> PrescriptionLine:
    """A line by its place on the paper."""
    found: PrescriptionLine = PrescriptionLine.objects.get(
        prescription_id=prescription_id, position=position
    )
    return found


def dispense_one(shop: Shop, prescription_id: UUID, quantity: int, position: int = 1) -> UUID:
    """Dispense so much of a line, of its own product."""
    line = line_of(prescription_id, position)
    return dispense.record_dispense(
        **at_shop(shop, prescription_id),
        line_id=line.id,
        product_id=line.product_id,
        quantity=quantity,
    )


TOLD = CounsellingGiven(topics=["use", "missed"], is_understood=True)
"""What the patient is told at a hand-over."""


def hand(shop: Shop, prescription_id: UUID) -> str:
    """Hand it over, with counselling; the state then."""
    hand_over.hand_over(**at_shop(shop, prescription_id), counselling=TOLD)
    return state_of(prescription_id)


def state_of(prescription_id: UUID) -> str:
    """The state that it is in."""
    return str(Prescription.objects.values_list("state", flat=True).get(id=prescription_id))


def pharmacist(shop: Shop, username: str = "pharmacist") -> Actor:
    """A pharmacist at the branch, added at first need."""
    known = User.objects.named(username)
    if known is None:
        return add_staff("pharmacist", shop.branch_id, username)
    actor = actor_of_person(known.id, branch_id=shop.branch_id)
    assert actor is not None
    return actor


def without_substitution(line: LineWritten) -> LineWritten:
    """The line, whose prescriber allows nothing else."""
    return replace(line, may_substitute=False)


def prescription_things(shop: Shop) -> dict[type[Any], UUID]:
    """One that is ready, of two lines: some of the first dispensed, the other not."""
    count = Prescription.objects.count()
    wanted = [
        a_line(add_medicine(shop, f"Resep {count} {name} tablet"), repeats=1) for name in "ab"
    ]
    made = a_prescription(shop, "ready", wanted, number=f"B-{count}")
    dispensed = dispense_one(shop, made, 4)
    other = line_of(made, 2).id
    outcomes.note_not_dispensed(
        **at_shop(shop, made), line_id=PrescriptionLineId(other), reason_code="no_stock"
    )
    return {
        Prescription: made,
        PrescriptionLine: line_of(made).id,
        Dispense: dispensed,
        LineOutcome: LineOutcome.objects.get(line_id=other).id,
    }
