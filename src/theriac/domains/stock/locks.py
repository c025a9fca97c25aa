"""The lock that opening a recall, taking goods in and putting them into bins have in common."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from theriac.domains.stock.models import Batch

AT_ONCE = 400


def lock_batches(batch_ids: Iterable[UUID]) -> list[Batch]:
    """The batches, locked in key order; those that aren't there are left out.

    Where the database can, rows that only refer to them (a sale's movements) aren't held up.
    """
    no_key = connection.features.has_select_for_no_key_update
    wanted = sorted(set(batch_ids))
    found: list[Batch] = []
    for start in range(0, len(wanted), AT_ONCE):
        some = Batch.objects.select_for_update(no_key=no_key)
        found += some.filter(id__in=wanted[start : start + AT_ONCE]).order_by("id")
    return found
