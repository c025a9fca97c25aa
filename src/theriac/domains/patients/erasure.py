"""What the database keeps of somebody whose key is gone: that they were erased, and when."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.domains.patients.commands.forget import forget_patients
from theriac.domains.patients.models import Erasure, Patient

AT_ONCE = 500


def erased() -> set[UUID]:
    """Everybody whose erasure is on record."""
    return set(Erasure.objects.order_by().values_list("patient_id", flat=True))


def forget(gone: Collection[UUID]) -> int:
    """Erase those whose key is gone and who aren't erased here: in a backup they weren't yet."""
    wanted = sorted(gone)
    count = 0
    for start in range(0, len(wanted), AT_ONCE):
        rows = Patient.objects.filter(id__in=wanted[start : start + AT_ONCE], erased_at=None)
        ids = list(rows.order_by("id").values_list("id", flat=True))
        if ids:
            forget_patients(actor=SYSTEM, patient_ids=ids)
            count += len(ids)
    return count


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are patients here, whatever became of them."""
    wanted = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), AT_ONCE):
        rows = Patient.objects.filter(id__in=wanted[start : start + AT_ONCE])
        found |= set(rows.order_by().values_list("id", flat=True))
    return found
