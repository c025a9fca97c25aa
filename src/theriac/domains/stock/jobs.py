"""Scheduled work of stock: reservations, leases, snapshots and the proof of the books."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.stock.commands.prove import prove_stock
from theriac.domains.stock.commands.reservations.leases import end_lease, leases_to_end
from theriac.domains.stock.commands.reservations.rebook import rebook_branches
from theriac.domains.stock.commands.reservations.settle import (
    lapse_reservations,
    lapsed_reservations,
)
from theriac.domains.stock.commands.snapshot import take_due_snapshots


@scheduled(daily_at="00:15", in_each_zone=True)
@task(name="stock.keep_promises", title=_("Reserving replacement goods"))
def keep_promises() -> int:
    """Keep other goods for whom what was kept has expired; tells how many base units."""
    return rebook_branches()


@scheduled(every=timedelta(minutes=1))
@task(name="stock.end_lapsed_reservations", title=_("Ending expired reservations"))
def end_lapsed_reservations() -> int:
    """Free what was reserved until now; tells how many reservations ended."""
    due = lapsed_reservations()
    return lapse_reservations(actor=SYSTEM, reservation_ids=due) if due else 0


@scheduled(every=timedelta(minutes=1))
@task(name="stock.end_leases", title=_("Ending offline quotas of inactive counters"))
def end_leases() -> int:
    """Release the quotas of counters that weren't heard of for too long, or are revoked."""
    due = leases_to_end()
    for lease_id in due:
        while end_lease(actor=SYSTEM, lease_id=lease_id):
            pass
    return len(due)


@scheduled(daily_at="00:40", in_each_zone=True)
@task(name="stock.take_snapshots", title=_("Saving the stock of each branch"))
def take_snapshots() -> int:
    """Keep what each branch had at the end of its day; tells how many snapshots were taken.

    Well after midnight, so that no command that recorded before it is still at work.
    """
    return take_due_snapshots()


@scheduled(daily_at="01:30")
@task(name="stock.prove_books_of_stock", title=_("Checking stock against its movements"))
def prove_books_of_stock() -> int:
    """Compare every balance and snapshot with the movements; tells how many differences."""
    return prove_stock()
