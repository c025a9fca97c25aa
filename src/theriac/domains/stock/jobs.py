"""Scheduled work of stock: expiries, counts, recalls, sensors, reservations, snapshots, proof."""

from __future__ import annotations

from datetime import timedelta

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.stock.alerting.cold import report_silence, silent_sensors
from theriac.domains.stock.alerting.expiry import review_branches
from theriac.domains.stock.alerting.low_stock import review_minimums
from theriac.domains.stock.commands.counts.plan import plan_branches
from theriac.domains.stock.commands.nights.prove import prove_stock
from theriac.domains.stock.commands.nights.snapshot import take_due_snapshots
from theriac.domains.stock.commands.reservations.leases import end_lease, leases_to_end
from theriac.domains.stock.commands.reservations.rebook import rebook_branches
from theriac.domains.stock.commands.reservations.settle import (
    lapse_reservations,
    lapsed_reservations,
)
from theriac.domains.stock.watching import read_watched_lists


@scheduled(daily_at="00:10", in_each_zone=True)
@task(name="stock.review_expiries")
def review_expiries() -> int:
    """Raise and clear expiry alerts for each branch's new day; tells how many are open.

    It is due soon after midnight wherever there are branches, and looks at all of them by their
    own dates: where no day has begun nothing is to be done.
    """
    return review_branches()


@scheduled(daily_at="00:15", in_each_zone=True)
@task(name="stock.keep_promises")
def keep_promises() -> int:
    """Keep other goods for whom what was kept has expired; tells how many base units."""
    return rebook_branches()


@scheduled(daily_at="00:15", in_each_zone=True)
@task(name="stock.review_low_stocks")
def review_low_stocks() -> int:
    """Raise and clear alerts of low stock for each branch's new day; tells how many changed.

    What expired at midnight may no longer be sold, so that less than the minimum may be left.
    """
    return review_minimums()


@scheduled(daily_at="00:20", in_each_zone=True)
@task(name="stock.plan_morning_counts")
def plan_morning_counts() -> int:
    """Write each branch's list of what is to be counted today; tells how many items stand on all.

    Where the day's list stands already nothing is done.
    """
    return plan_branches(SYSTEM)


@scheduled(daily_at="03:20")
@task(name="stock.read_public_recalls")
def read_public_recalls() -> int:
    """Read the public lists of recalls and match them with the stock; tells the new findings."""
    return read_watched_lists()


@scheduled(every=timedelta(minutes=5))
@task(name="stock.look_for_silent_sensors")
def look_for_silent_sensors() -> int:
    """Raise an alert for each sensor that fell silent; tells how many."""
    silent = silent_sensors()
    if silent:
        report_silence(actor=SYSTEM, sensor_ids=silent)
    return len(silent)


@scheduled(every=timedelta(minutes=1))
@task(name="stock.end_lapsed_reservations")
def end_lapsed_reservations() -> int:
    """Free what was reserved until now; tells how many reservations ended."""
    due = lapsed_reservations()
    return lapse_reservations(actor=SYSTEM, reservation_ids=due) if due else 0


@scheduled(every=timedelta(minutes=1))
@task(name="stock.end_leases")
def end_leases() -> int:
    """Release the quotas of counters that weren't heard of for too long, or are revoked."""
    due = leases_to_end()
    for lease_id in due:
        while end_lease(actor=SYSTEM, lease_id=lease_id):
            pass
    return len(due)


@scheduled(daily_at="00:40", in_each_zone=True)
@task(name="stock.take_snapshots")
def take_snapshots() -> int:
    """Keep what each branch had at the end of its day; tells how many snapshots were taken.

    Well after midnight, so that no command that recorded before it is still at work.
    """
    return take_due_snapshots()


@scheduled(daily_at="01:30")
@task(name="stock.prove_books_of_stock")
def prove_books_of_stock() -> int:
    """Compare every balance and snapshot with the movements; tells how many differences."""
    return prove_stock()
