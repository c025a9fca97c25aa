"""The report by coded reason: refused, not dispensed, substituted, in a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.prescriptions.models import LineOutcome, PrescriptionStep
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.rules.states import REFUSED


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many prescriptions were ``refused``, or lines ``not_dispensed`` or ``substituted``."""

    kind: str
    reason_code: str
    count: int


@query(permission=VIEW_PRESCRIPTIONS)
def count_reasons(
    *, actor: Actor, branch_id: UUID, since: datetime, until: datetime
) -> Sequence[ReasonCount]:
    """The branch's counts from ``since`` until before ``until``, the most first; two statements.

    What was taken back isn't counted.
    """
    within = {"at__gte": since, "at__lt": until}
    refused = PrescriptionStep.objects.filter(
        to_state=REFUSED, prescription__branch_id=branch_id, **within
    )
    outcomes = LineOutcome.objects.filter(branch_id=branch_id, ended_at=None, **within)
    found = [
        ReasonCount("refused", code, count)
        for code, count in refused.order_by().values_list("reason_code").annotate(count=Count("id"))
    ]
    found += [
        ReasonCount(kind, code, count)
        for kind, code, count in outcomes.order_by()
        .values_list("kind", "reason_code")
        .annotate(count=Count("id"))
    ]
    return sorted(found, key=lambda one: (-one.count, one.kind, one.reason_code))
