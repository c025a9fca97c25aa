"""The queue of the branch now, and how long people waited on the last days."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.domains.queue_tickets.queries import queue_seen, waits_by_day
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.queue_tickets.words import whole_minutes
from theriac.surfaces.backoffice.shell.screens import Screen

KINDS = {
    "general": _("Purchase"),
    "prescription": _("Prescription"),
    "pickup": _("Pick-up"),
}


class QueuePage(Screen):
    """Who waits, who is called, the mean wait today and on each of the last days."""

    permission = VIEW_SALES
    title = _("Queue")
    template_name = "backoffice/queue_tickets/page.html"

    def context(self) -> dict[str, Any]:
        queue = queue_seen(actor=self.actor, branch_id=self.branch)
        return {
            "queue": queue,
            "average": whole_minutes(queue.average_wait),
            "waiting": [(one, KINDS[one.kind]) for one in queue.waiting],
            "days": [
                (one, whole_minutes(one.average_wait))
                for one in waits_by_day(actor=self.actor, branch_id=self.branch)
            ],
        }
