"""What is kept of electronic prescriptions of people, and whose keys are bundles' own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F

from theriac.core.actor import SYSTEM
from theriac.core.privacy.problems import Erased
from theriac.domains.eprescriptions.commands.refuse import forget_bundles
from theriac.domains.eprescriptions.models import EPrescription, ReceivedBundle

AT_ONCE = 500


def eprescriptions_kept(patient_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """What came electronically for these records, by time: for the copy that a patient gets."""
    rows = EPrescription.objects.filter(kept_for__in=list(patient_ids))
    found = rows.select_related("bundle__system").order_by("received_at", "id")
    return [
        {
            "branch_id": row.branch_id,
            "received_at": row.received_at,
            "system": row.bundle.system.name,
            "state": row.state,
            "prescription_id": row.prescription_id,
            "content": _content(row),
        }
        for row in found
    ]


def _content(row: EPrescription) -> dict[str, Any]:
    try:
        return dict(row.content)
    except Erased:
        return {}


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are bundles under a key of their own."""
    found: set[UUID] = set()
    wanted = sorted(ids)
    for start in range(0, len(wanted), AT_ONCE):
        rows = ReceivedBundle.objects.filter(id__in=wanted[start : start + AT_ONCE])
        found |= set(rows.filter(kept_for=F("id")).order_by().values_list("id", flat=True))
    return found


def emptied() -> set[UUID]:
    """Bundles whose own key was destroyed."""
    rows = ReceivedBundle.objects.filter(kept_for=F("id")).exclude(emptied_at=None).order_by()
    return set(rows.values_list("id", flat=True))


def forget(gone: Collection[UUID]) -> int:
    """Empty the bundles whose own key is gone; how many."""
    wanted, count = sorted(gone), 0
    for start in range(0, len(wanted), AT_ONCE):
        rows = ReceivedBundle.objects.filter(
            id__in=wanted[start : start + AT_ONCE], kept_for=F("id"), emptied_at=None
        )
        if ids := list(rows.order_by("id").values_list("id", flat=True)):
            count += forget_bundles(actor=SYSTEM, bundle_ids=ids)
    return count
