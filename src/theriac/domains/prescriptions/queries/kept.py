"""What is kept of a patient's prescriptions: for their own copy, and for how long by law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from theriac.core.privacy.problems import Erased
from theriac.domains.compounding.queries import preparations_for
from theriac.domains.prescriptions.models import (
    Dispense,
    LineOutcome,
    Prescription,
    PrescriptionLine,
    PrescriptionStep,
)


def newest_prescriptions(patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    """The day on which each patient's newest prescription came in."""
    rows = Prescription.objects.filter(patient_id__in=list(patient_ids)).order_by()
    newest = rows.values("patient_id").annotate(at=Max("received_at"))
    return {row["patient_id"]: row["at"].date() for row in newest}


def prescriptions_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What is kept of these records, for the copy that a patient gets; six statements."""
    rows = Prescription.objects.filter(patient_id__in=list(patient_ids))
    found = list(rows.order_by("received_at", "id"))
    ids = [one.id for one in found]
    lines = _by(PrescriptionLine.objects.filter(prescription_id__in=ids), "prescription_id", _line)
    steps = _by(PrescriptionStep.objects.filter(prescription_id__in=ids), "prescription_id", _step)
    of_lines = {"line__prescription_id__in": ids}
    dispenses = _by(Dispense.objects.filter(**of_lines), "line_id", _dispense)
    outcomes = _by(LineOutcome.objects.filter(**of_lines), "line_id", _outcome)
    compounded = preparations_for(ids)
    for some in lines.values():
        for one in some:
            key = one.pop("id")
            one["preparations"] = compounded.get(key, [])
            one["dispenses"] = dispenses.get(key, [])
            one["outcomes"] = outcomes.get(key, [])
    return [
        {
            "branch_id": one.branch_id,
            "written_on": one.written_on,
            "ends_on": one.ends_on,
            "valid_until": one.valid_until,
            "state": one.state,
            "received_at": one.received_at,
            **_opened(one),
            "lines": lines.get(one.id, []),
            "steps": steps.get(one.id, []),
        }
        for one in found
    ]


def _opened(one: Prescription) -> dict[str, Any]:
    try:
        return dict(one.content)
    except Erased:
        return {}


def _by(rows: Any, owner: str, told: Any) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows.order_by("id"):
        found.setdefault(getattr(row, owner), []).append(told(row))
    return found


def _line(row: PrescriptionLine) -> dict[str, Any]:
    return {
        "id": row.id,
        "position": row.position,
        **row.content,
        "product_id": row.product_id,
        "generic_id": row.generic_id,
        "quantity": row.quantity,
        "repeats": row.repeats,
        "may_substitute": row.may_substitute,
        "dispensed": row.dispensed,
        "given_elsewhere": row.given_elsewhere,
    }


def _step(row: PrescriptionStep) -> dict[str, Any]:
    return {
        "at": row.at,
        "from": row.from_state,
        "to": row.to_state,
        "reason": row.reason_code,
        "note": row.note,
    }


def _dispense(row: Dispense) -> dict[str, Any]:
    return {
        "product_id": row.product_id,
        "quantity": row.quantity,
        "dispensed_at": row.dispensed_at,
        "reversed_at": row.reversed_at,
    }


def _outcome(row: LineOutcome) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "reason": row.reason_code,
        "note": row.note,
        "product_id": row.product_id,
        "at": row.at,
        "ended_at": row.ended_at,
    }
