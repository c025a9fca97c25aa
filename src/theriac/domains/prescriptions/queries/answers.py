"""Answers to safety alerts that a review gave, for what goes out on the prescription."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F

from theriac.domains.clinical.queries.answers import answers_of_prescriptions
from theriac.domains.clinical.rules.answers import AlertAnswer
from theriac.domains.prescriptions.models import PrescriptionStep
from theriac.domains.prescriptions.rules.states import APPROVED, REVIEWING


def answers_at_review(prescription_ids: Collection[UUID]) -> dict[UUID, list[AlertAnswer]]:
    """Of each prescription the answers of the approval that counts now; in two statements.

    That is the last approval of its present round. A new review, and so a repeat, leaves none until
    it is approved again. One that has none isn't named. It asks no right: your command does.
    """
    approvals = PrescriptionStep.objects.filter(
        prescription_id__in=list(prescription_ids),
        prescription__approved_by__isnull=False,
        round=F("prescription__round"),
        from_state=REVIEWING,
        to_state=APPROVED,
    )
    rows = approvals.order_by("at", "id").values_list("prescription_id", "at")
    return answers_of_prescriptions(dict(rows))
