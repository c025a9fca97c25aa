"""Valid requests about prescriptions: one in each state that an act wants."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from tests.support.prescriptions import (
    COURSE,
    a_line,
    a_person,
    a_prescription,
    at_shop,
    dispense_one,
    hand,
    line_of,
    written_for,
)
from tests.support.shop import Shop, add_medicine
from tests.surfaces.api.pieces import Asked
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.prescriptions.commands.counsel import counsel_on_prescription
from theriac.domains.prescriptions.commands.outcomes import note_not_dispensed
from theriac.domains.prescriptions.commands.pause import pause_prescription
from theriac.domains.prescriptions.models import Dispense, LineOutcome, Prescription

WHY = {"reason_code": "patient", "note": ""}
TOLD = {"topics": ["use", "effects"], "is_understood": True}
EXPLAINED = CounsellingGiven(topics=["use"])
EQUAL = {"substance": "Loratadine", "strength": "10 mg", "dose_form": "tablet"}
"""What may be given for each other; of one substance no more, or the safety check would ask."""


def the_prescription(shop: Shop, name: str, state: str) -> UUID:
    """The one that an operation works on, by the number on its paper; made at first need."""
    for one in Prescription.objects.filter(branch_id=shop.branch_id).order_by("received_at"):
        if one.content["number"] == name:
            return UUID(str(one.id))
    medicine = add_medicine(shop, f"For {name}", **(EQUAL if name == "substitute" else {}))
    course = state if state in COURSE else "ready"
    made = a_prescription(
        shop, course, [a_line(medicine, repeats=1)], patient_id=a_person(shop), number=name
    )
    if state == "paused":
        pause_prescription(**at_shop(shop, made), reason_code="patient")
    if state in ("handed_over", "dispensed", "counselled"):
        dispense_one(shop, made, 10)
    if state == "handed_over":
        hand(shop, made)
    if state == "counselled":
        counsel_on_prescription(**at_shop(shop, made), given=EXPLAINED)
    if state == "noted":
        given = {"line_id": line_of(made).id, "reason_code": "no_stock"}
        note_not_dispensed(**at_shop(shop, made), **given)
    return made


def prescription_reads(shop: Shop) -> dict[str, str]:
    one = the_prescription(shop, "reads", "received")
    period = "since=2026-01-01T00:00:00Z&until=2036-01-01T00:00:00Z"
    return {
        "listPrescriptions": "/prescriptions?state=received",
        "openPrescription": f"/prescriptions/{one}?why=care",
        "countPrescriptionReasons": f"/prescriptions/reasons?{period}",
    }


def prescription_writes(shop: Shop) -> dict[str, Asked]:
    line = a_line(add_medicine(shop, "Written", **EQUAL))
    new = written_for(shop, [line], a_person(shop), number="written")
    return {
        "receivePrescription": Asked(
            "POST", "/prescriptions", {"prescription": _as_json(new), "confirmed": []}
        ),
        "reviewPrescription": _act(shop, "review", "received"),
        "approvePrescription": _act(shop, "approve", "reviewing", {"alert_answers": []}),
        "queryPrescription": _act(shop, "query", "reviewing", {"reason_code": "dose"}),
        "refusePrescription": _act(shop, "refuse", "reviewing", {"reason_code": "illegible"}),
        "preparePrescription": _act(shop, "prepare", "approved"),
        "verifyPrescription": _act(shop, "verify", "preparing"),
        "layOutPrescription": _act(shop, "ready", "verified"),
        "handOverPrescription": _act(shop, "hand-over", "counselled", {"counselling": None}),
        "counselPrescription": _act(shop, "counselling", "ready", {"counselling": TOLD}),
        "closePrescription": _act(shop, "close", "handed_over"),
        "pausePrescription": _act(shop, "pause", "received", WHY),
        "resumePrescription": _act(shop, "resume", "paused"),
        "cancelPrescription": _act(shop, "cancel", "received", WHY),
        **_of_lines(shop, _as_json(line)),
    }


def _of_lines(shop: Shop, written: Any) -> dict[str, Asked]:
    ready = the_prescription(shop, "dispense", "ready")
    given = {"product_id": str(line_of(ready).product_id), "quantity": 4}
    instead = {"product_id": written["product_id"], "reason_code": "cost", "note": ""}
    reverse = the_prescription(shop, "reverse", "dispensed")
    dispense = Dispense.objects.get(line__prescription_id=reverse).id
    noted = the_prescription(shop, "end", "noted")
    outcome = LineOutcome.objects.get(line__prescription_id=noted).id
    why = {"reason_code": "mistake", "note": ""}
    return {
        "correctPrescriptionLine": _line(shop, "correct", "received", {"line": written}),
        "recordDispense": _line(shop, "dispense", "ready", given),
        "noteNotDispensed": _line(shop, "not-dispensed", "approved", {"reason_code": "cost"}),
        "substituteLine": _line(shop, "substitute", "preparing", {"instead": instead}),
        "endLineOutcome": _act(shop, "end", "noted", None, f"outcomes/{outcome}/end"),
        "reverseDispense": _act(shop, "reverse", "dispensed", why, f"dispenses/{dispense}/reverse"),
    }


def _act(
    shop: Shop, name: str, state: str, body: dict[str, Any] | None = None, way: str = ""
) -> Asked:
    at = f"/prescriptions/{the_prescription(shop, name, state)}"
    seen = f"{at}?branch_id={shop.branch_id}"
    return Asked("POST", f"{at}/{way or name}", body, edits=seen)


def _line(shop: Shop, name: str, state: str, body: dict[str, Any]) -> Asked:
    one = the_prescription(shop, name, state)
    return _act(shop, name, state, body, f"lines/{line_of(one).id}/{name}")


def _as_json(written: Any) -> Any:
    return TypeAdapter(type(written)).dump_python(written, mode="json")
