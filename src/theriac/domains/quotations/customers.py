"""Whom a quotation is for: a patient, and the account that will pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import Problem, Unprocessable
from theriac.core.rights import require
from theriac.domains.credit.permissions import VIEW_CREDIT
from theriac.domains.credit.queries.accounts import credit_standing, find_credit_account
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, stands_in
from theriac.domains.quotations.drafts import QuotationNew
from theriac.domains.quotations.models import Quotation


@dataclass(frozen=True, slots=True)
class QuotedCustomer:
    """The ids that a quotation keeps of its customer; None where nobody was named."""

    patient_id: UUID | None = None
    credit_account_id: UUID | None = None


def named_customer(actor: Actor, branch_id: UUID, draft: QuotationNew) -> QuotedCustomer:
    """Whom the draft names, for who may find them.

    Raises NotPermitted, PatientUnknown, PatientGone, PatientRestricted, and Unprocessable for an
    account that isn't there or is closed.
    """
    patient_id = account_id = None
    if draft.patient_id is not None:
        require(actor, VIEW_PATIENTS, branch_id)
        patient_id = UUID(str(get_patient(draft.patient_id).id))
    if draft.credit_number:
        found = credit_standing(actor=actor, branch_id=branch_id, number=draft.credit_number)
        if found is None or found.state == "closed":
            words = _("No open credit account has this number. Check the card.")
            raise Unprocessable(words, field="credit_number")
        account_id = found.id
    return QuotedCustomer(patient_id, account_id)


def seen_customer(actor: Actor, row: Quotation) -> QuotedCustomer:
    """What of it the actor may know; the patient by the record that stands for them now."""
    sees_patient = actor.may(VIEW_PATIENTS, row.branch_id)
    sees_account = actor.may(VIEW_CREDIT, row.branch_id)
    return QuotedCustomer(
        stands_in(row.patient_id) if sees_patient and row.patient_id else None,
        row.credit_account_id if sees_account else None,
    )


def buying_patient(actor: Actor, row: Quotation) -> UUID | None:
    """Whom its sale is for; None where the actor may not name them, or they can't be named now."""
    patient_id = seen_customer(actor, row).patient_id
    try:
        return None if patient_id is None else UUID(str(get_patient(patient_id).id))
    except Problem:
        return None


def credit_number_of(actor: Actor, row: Quotation) -> str:
    """The number of the account that will pay, for who may see accounts; "" for none."""
    account_id = seen_customer(actor, row).credit_account_id
    if account_id is None:
        return ""
    found = find_credit_account(actor=actor, branch_id=row.branch_id, account_id=account_id)
    return found.number if found else ""


def quotations_of_patients(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What is kept of these records, for the copy that a patient gets."""
    rows = Quotation.objects.filter(patient_id__in=list(patient_ids)).order_by("issued_at")
    return [
        {
            "number": row.number,
            "issued_at": row.issued_at,
            "valid_until": row.valid_until,
            "state": row.state,
            "total": row.total,
        }
        for row in rows
    ]
