"""What of pushed sales waits for a person, as kinds of the joint queue."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.conflicts.kinds import KindOfRows, KindWorkedOut, WaitingConflict, register_kind
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.queries.cases import list_held_pushes, unsettled_cases
from theriac.domains.sales.queries.series import came_after, missing_numbers

MISSING = "sales.missing"


def missing_conflicts(actor: Actor, branch_id: UUID | None) -> Sequence[WaitingConflict]:
    """Each gap of a series; its key is the series and the first number."""
    gaps = missing_numbers(actor=actor, branch_id=branch_id)
    return [
        WaitingConflict(
            MISSING,
            f"{gap.series_id}/{gap.first}",
            gap.branch_id,
            gap.terminal_id,
            since,
            number=f"{gap.prefix}{gap.first}",
        )
        for gap, since in zip(gaps, came_after(gaps), strict=True)
    ]


register_kind(
    KindOfRows(
        name="sales.case",
        seen_by=(VIEW_SALES,),
        settled_by=SETTLE_CASE,
        rows=unsettled_cases,
        since="opened_at",
        terminal="sale__terminal_id",
        reason="kind",
        number="sale__number",
    )
)
register_kind(
    KindOfRows(
        name="sales.held",
        seen_by=(VIEW_SALES,),
        settled_by=SETTLE_CASE,
        rows=list_held_pushes,
        since="received_at",
        terminal="terminal_id",
        reason="reason",
        number="number",
    )
)
register_kind(
    KindWorkedOut(
        name=MISSING, seen_by=(VIEW_SALES,), settled_by=SETTLE_CASE, found=missing_conflicts
    )
)
