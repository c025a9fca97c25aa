"""Counselling at the shop, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.prescriptions import a_person
from tests.support.shop import Shop
from theriac.domains.counselling.commands.counsel import counsel_patient
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.counselling.ids import CounsellingId
from theriac.domains.counselling.models import Counselling
from theriac.domains.patients.ids import PatientId

TOLD: dict[str, Any] = {"topics": ["use", "effects"], "is_understood": True}


def counsel(shop: Shop, patient_id: UUID | None = None, **given: Any) -> CounsellingId:
    """Counsel a patient, the shop's first unless told otherwise."""
    return counsel_patient(
        actor=shop.owner,
        branch_id=shop.branch_id,
        patient_id=PatientId(patient_id or a_person(shop)),
        given=CounsellingGiven(**(given or TOLD)),
    )


def counselling_of(counselling_id: UUID) -> Counselling:
    """It as it is kept."""
    found: Counselling = Counselling.objects.get(id=counselling_id)
    return found
