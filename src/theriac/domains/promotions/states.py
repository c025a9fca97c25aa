"""Where a promotion stands on a day, said once: as a column, so that lists can ask by it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from theriac.domains.organisation.queries.branches import branch_dates, list_branches
from theriac.domains.promotions.models import Promotion


class PromotionState(StrEnum):
    """Whether it gives anything now: it runs, will, was stopped for a while, or is over."""

    RUNNING = "running"
    PLANNED = "planned"
    PAUSED = "paused"
    ENDED = "ended"


def stated(rows: QuerySet[Promotion]) -> QuerySet[Any]:
    """The promotions with their ``state``, one of ``PromotionState``."""
    today = first_today()
    state = Case(
        When(Q(ended_at__isnull=False) | Q(last_on__lt=today), then=_told(PromotionState.ENDED)),
        When(paused_at__isnull=False, then=_told(PromotionState.PAUSED)),
        When(first_on__gt=today, then=_told(PromotionState.PLANNED)),
        default=_told(PromotionState.RUNNING),
        output_field=CharField(),
    )
    return rows.annotate(state=state)


def first_today() -> date:
    """The earliest day among the branches: what still runs anywhere hasn't ended."""
    return min(branch_dates(list_branches().values_list("id", flat=True)).values())


def _told(state: PromotionState) -> Value:
    return Value(state.value)
