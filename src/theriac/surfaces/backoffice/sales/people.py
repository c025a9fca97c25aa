"""Whom a sale was for, and who approved what of it, beside the sale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.approval.queries import approvals_used_for
from theriac.core.problems import Problem
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.open import name_patient
from theriac.domains.patients.commands.search import name_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.sales.queries.receipts import patient_of_sale
from theriac.domains.sales.recipients import patients_of
from theriac.surfaces.backoffice.approvals.words import (
    MEANS,
    action_title,
    alone_badge,
    content_words,
)
from theriac.surfaces.backoffice.shell.screens import Screen


def concerned(screen: Screen, sale: Any) -> dict[str, Any]:
    """The sale's patient and approvals for its page."""
    return {"patient": patient_beside(screen.actor, sale), "approvals": _approvals(sale.id)}


def patient_beside(actor: Actor, sale: Any, *, is_masked: bool = False) -> dict[str, Any] | None:
    """None for nobody; without the right only that there is one. A name is read on the record."""
    patient_id = patient_of_sale(actor=actor, sale_id=sale.id)
    return named_beside(actor, BranchId(sale.branch_id), patient_id, is_masked=is_masked)


def named_beside(
    actor: Actor, branch_id: BranchId, patient_id: UUID | None, *, is_masked: bool = False
) -> dict[str, Any] | None:
    """A patient of the branch's document: as ``patient_beside``."""
    if patient_id is None:
        return None
    if not actor.may(VIEW_PATIENTS, branch_id):
        return {"names": "", "why_not": ""}
    try:
        names = name_patient(
            actor=actor,
            branch_id=branch_id,
            patient_id=PatientId(patient_id),
            is_masked=is_masked,
        )
    except Problem as problem:
        return {"names": "", "why_not": str(problem.title)}
    return {"id": patient_id, "names": names, "why_not": ""}


def patients_beside(actor: Actor, branch_id: UUID | None, sales: Sequence[UUID]) -> dict[UUID, str]:
    """The patient's names by sale; all of them are read on the record, at once."""
    patients = patients_of(sales)
    if not patients or branch_id is None:
        return {}
    names = name_patients(
        actor=actor,
        branch_id=BranchId(branch_id),
        patient_ids=[PatientId(one) for one in set(patients.values())],
    )
    return {sale: names[one] for sale, one in patients.items() if one in names}


def _approvals(sale_id: UUID) -> list[dict[str, Any]]:
    rows = approvals_used_for(sale_id)
    if not rows:
        return []
    people = names_of(key for row in rows for key in (row.requested_by, row.approved_by))
    return [
        {
            "row": row,
            "title": action_title(row.action),
            "exactly": content_words(row.action, row.content),
            "asked": people.get(row.requested_by, ""),
            "approver": people.get(row.approved_by, ""),
            "how": alone_badge(row.rule_id is not None, str(MEANS.get(row.means, row.means))),
        }
        for row in rows
    ]
