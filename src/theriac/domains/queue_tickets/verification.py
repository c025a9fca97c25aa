"""What must always be true of queue tickets, recomputed from the rows."""

from __future__ import annotations

from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.queue_tickets.models import QueueRun, QueueTicket

GAP = finding(
    "queue_tickets.gap",
    _("Queue of %(day)s, %(kind)s: the last number is %(last)s, there are %(count)s tickets."),
)


@verifies("queue_tickets.numbers")
def numbers_have_no_gap(findings: Findings) -> None:
    """Each run has a ticket for each of its numbers."""
    rows = QueueTicket.objects.order_by().values("branch_id", "day", "kind")
    counted = {
        (one["branch_id"], one["day"], one["kind"]): (one["count"], one["last"])
        for one in rows.annotate(count=Count("id"), last=Max("sequence"))
    }
    for run in QueueRun.objects.order_by("id"):
        findings.look(1)
        count, last = counted.get((run.branch_id, run.day, run.kind), (0, 0))
        if not count == last == run.last_number:
            findings.violate(GAP, day=run.day, kind=run.kind, last=run.last_number, count=count)
