"""What the database keeps of customers whose key is gone, and whose keys are somebody's."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.domains.customers.commands.erase import forget_customer
from theriac.domains.customers.models import Customer, Registration

AT_ONCE = 500


def erased() -> set[UUID]:
    """Every customer whose erasure is on record."""
    rows = Customer.objects.exclude(erased_at=None).order_by()
    return set(rows.values_list("id", flat=True))


def forget(gone: Collection[UUID]) -> int:
    """Erase those whose key is gone and who aren't erased here: in a backup they weren't yet."""
    wanted = sorted(gone)
    count = 0
    for start in range(0, len(wanted), AT_ONCE):
        rows = Customer.objects.filter(id__in=wanted[start : start + AT_ONCE], erased_at=None)
        for customer_id in rows.order_by("id").values_list("id", flat=True):
            forget_customer(actor=SYSTEM, customer_id=customer_id)
            count += 1
    return count


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are customers or wait to be, so that nobody takes their keys for left over."""
    wanted = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        for model in (Customer, Registration):
            rows = model.objects.filter(id__in=some).order_by()
            found |= set(rows.values_list("id", flat=True))
    return found
