"""Invented requests of data subjects, entered through the domain's own commands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.subject_requests.commands.enter import enter_request
from theriac.domains.subject_requests.models import SubjectRequest
from theriac.domains.subject_requests.rules import SubjectRequestNew

CONTACT = "Jalan Kenanga Sepuluh"
WORDS = "Which Zebrawords do you keep of me?"


def a_subject_request(
    shop: Shop, patient_id: UUID | None = None, *, days_ago: int = 0, **more: Any
) -> UUID:
    """A request of a patient, or of somebody whom nobody knows."""
    told: dict[str, Any] = {
        "kind": "access",
        "channel": "letter",
        "arrived_at": clock.now() - timedelta(days=days_ago),
        "words": WORDS,
        **({"subject_kind": "patient", "subject_id": patient_id} if patient_id else {}),
        **({} if patient_id else {"name": "Joko Anyelir", "contact": CONTACT}),
        **more,
    }
    return enter_request(
        actor=shop.owner, branch_id=shop.branch_id, request=SubjectRequestNew(**told)
    )


def kept(request_id: UUID) -> SubjectRequest:
    """The request as it stands."""
    found: SubjectRequest = SubjectRequest.objects.get(id=request_id)
    return found
