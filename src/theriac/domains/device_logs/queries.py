"""What in the logs of devices didn't agree."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.sales.permissions import VIEW_SALES

FINDINGS: Listing[LogFinding] = Listing(
    name="device_logs.findings",
    sorts={"opened_at": SortFields(("opened_at",))},
    default_sort="opened_at",
    filters={
        "is_open": lambda rows, yes: rows.filter(settled_at__isnull=yes),
        "kind": lambda rows, kind: rows.filter(kind=kind),
    },
)
"""What may be asked of the list of findings."""


@query(permission=VIEW_SALES)
def list_findings(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[LogFinding]:
    """Findings of the branch, or of every branch that the actor may see, in no order."""
    seen = branches_seen(actor, VIEW_SALES, branch_id)
    rows = LogFinding.objects.filter(**seen).select_related("log__terminal")
    found: QuerySet[LogFinding] = rows.order_by()
    return found


@query(permission=VIEW_SALES)
def get_finding(*, actor: Actor, finding_id: UUID) -> LogFinding | None:
    """One finding of a branch that the actor may see, or None."""
    return list_findings(actor=actor).filter(id=finding_id).first()


@query(permission=VIEW_SALES)
def unsettled_findings(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[LogFinding]:
    """The findings that wait for a person, in no order."""
    return list_findings(actor=actor, branch_id=branch_id).filter(settled_at=None)
