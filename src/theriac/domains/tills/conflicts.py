"""Till documents on hold and sessions that don't settle, as kinds of the joint queue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from theriac.core.actor import Actor
from theriac.core.conflicts.kinds import KindOfRows, register_kind
from theriac.domains.tills.permissions import SETTLE_TILL, VIEW_TILLS
from theriac.domains.tills.queries.sessions import list_held_documents, waiting_sessions


def sessions_since(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[Any]:
    """Sessions that wait, each ``since`` its count, or its opening where none was made."""
    rows = waiting_sessions(actor=actor, branch_id=branch_id)
    return rows.annotate(since=Coalesce("closed_at", "opened_at"))


register_kind(
    KindOfRows(
        name="tills.held",
        seen_by=(VIEW_TILLS, SETTLE_TILL),
        settled_by=SETTLE_TILL,
        rows=list_held_documents,
        since="received_at",
        terminal="terminal_id",
        reason="reason",
    )
)
register_kind(
    KindOfRows(
        name="tills.session",
        seen_by=(VIEW_TILLS,),
        settled_by=SETTLE_TILL,
        rows=sessions_since,
        since="since",
        terminal="terminal_id",
        reason="state",
        number="z_number",
    )
)
