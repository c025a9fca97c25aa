"""Scheduled work of the waitlist."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.waitlist.commands.work import serve_line
from theriac.domains.waitlist.queries import lines_to_serve


@scheduled(every=timedelta(minutes=1))
@task(name="waitlist.serve_lines", title=_("Offering goods to the waitlist"))
def serve_lines() -> int:
    """Serve each line whose first may be served from the shelf; tells how many offers."""
    return sum(
        serve_line(actor=SYSTEM, branch_id=branch_id, product_id=product_id)
        for branch_id, product_id in lines_to_serve()
    )
