"""Leases of counters: begun and renewed by their contacts, ended by time or revocation."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.organisation.queries.revoked import revoked_among
from theriac.domains.stock.models import QuotaLease, Reservation
from theriac.domains.stock.reserved.quotas import end_quotas

HOLDS = timedelta(days=7)
"""As long as people may sell at a device that hears nothing."""
RENEWED_AFTER = timedelta(hours=1)
AT_ONCE = 100


def held_lease(branch_id: UUID, terminal_id: UUID, pairing: str) -> QuotaLease:
    """The device's lease, locked, renewed where it is an hour old; another once it ended."""
    now = clock.now()
    rows = QuotaLease.objects.select_for_update().filter(open_key=pairing)
    lease: QuotaLease | None = rows.first()
    if lease is not None and lease.expires_at <= now:
        lease.open_key, lease.ended_at = None, now
        lease.save(update_fields=["open_key", "ended_at"])
        lease = None
    if lease is None:
        made = QuotaLease(
            id=new_id(),
            terminal_id=terminal_id,
            branch_id=branch_id,
            open_key=pairing,
            expires_at=now + HOLDS,
            ended_at=None,
            is_limited=False,
        )
        if not insert_if_absent(QuotaLease, made):
            raise Contended("another request of this device began its lease")
        return made
    if is_old(lease):
        lease.expires_at = now + HOLDS
        lease.save(update_fields=["expires_at"])
    return lease


def is_old(lease: QuotaLease) -> bool:
    """Whether the last renewal is an hour ago."""
    return lease.expires_at < clock.now() + HOLDS - RENEWED_AFTER


def leases_to_end() -> list[UUID]:
    """Ids of leases whose time is over or whose terminal is revoked, also half ended ones."""
    open_ones = list(QuotaLease.objects.filter(ended_at=None).order_by("id"))
    revoked = revoked_among({one.terminal_id for one in open_ones})
    now = clock.now()
    due = [one.id for one in open_ones if one.expires_at <= now or one.terminal_id in revoked]
    holders = Reservation.objects.filter(
        purpose=Reservation.Purpose.QUOTA, state=Reservation.State.ACTIVE
    ).values("holder_id")
    ended = QuotaLease.objects.filter(ended_at__isnull=False, id__in=holders)
    return [*due, *ended.values_list("id", flat=True)]


@command(
    name="stock.end_lease",
    done=_("Ended the offline quota of a counter"),
    system_only=True,
)
def end_lease(*, actor: Actor, lease_id: UUID) -> bool:
    """End a lease and release its quotas, some hundred at once; whether some are left."""
    lease = QuotaLease.objects.select_for_update().get(id=lease_id)
    if lease.ended_at is None:
        lease.ended_at, lease.open_key = clock.now(), None
        lease.save(update_fields=["ended_at", "open_key"])
    current_unit().record("stock.quota_lease", lease.terminal_id, branch_id=lease.branch_id)
    return end_quotas(lease.id, AT_ONCE)
