"""Findings of device logs, as a kind of the joint queue."""

from theriac.core.conflicts.kinds import KindOfRows, register_kind
from theriac.domains.device_logs.queries import unsettled_findings
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES

register_kind(
    KindOfRows(
        name="device_logs.finding",
        seen_by=(VIEW_SALES,),
        settled_by=SETTLE_CASE,
        rows=unsettled_findings,
        since="opened_at",
        terminal="log__terminal_id",
        reason="kind",
        number="facts__number",
    )
)
