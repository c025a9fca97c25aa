"""Answers that were kept, as the rules compare them with alerts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.clinical.rules.answers import AlertAnswer
from theriac.domains.clinical.rules.kinds import CheckKind, Tier


def answers_of_prescriptions(given_at: Mapping[UUID, datetime]) -> dict[UUID, list[AlertAnswer]]:
    """Of each prescription the answers that were given at that instant; in one statement.

    Who asks has the right to. A prescription without any isn't named.
    """
    if not given_at:
        return {}
    rows = AnsweredAlert.objects.filter(
        subject_kind=AnsweredAlert.Subject.PRESCRIPTION, subject_id__in=list(given_at)
    )
    found: dict[UUID, list[AlertAnswer]] = {}
    for row in rows.order_by("id"):
        if row.answered_at == given_at[row.subject_id]:
            found.setdefault(row.subject_id, []).append(_answer(row))
    return found


def _answer(row: AnsweredAlert) -> AlertAnswer:
    return AlertAnswer(
        check=CheckKind(row.check_kind),
        rule=row.rule,
        tier=Tier(row.tier),
        set_name=row.set_name,
        edition=row.edition,
        products=tuple(UUID(one) for one in row.product_ids),
        reason=row.reason,
        note=row.note,
    )
