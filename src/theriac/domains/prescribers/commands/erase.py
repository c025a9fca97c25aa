"""Erasing a prescriber at their own request: the key is destroyed, the row is emptied."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keys import destroy_keys
from theriac.domains.prescribers.commands.prescriber import RECORD, locked_prescriber
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.models import (
    Practice,
    Prescriber,
    PrescriberLicence,
    PrescriberWord,
)
from theriac.domains.prescribers.permissions import ERASE_PRESCRIBERS


@command(
    name="prescribers.erase_prescriber",
    done=gettext_lazy("Erased a prescriber"),
    permission=ERASE_PRESCRIBERS,
)
def erase_prescriber(*, actor: Actor, prescriber_id: PrescriberId) -> None:
    """Empty the record and all that were merged into it; an id that names nobody stays.

    Prescriptions that were dispensed keep their own sealed text for as long as the law says. The
    key goes before the transaction ends: should that fail, the next start finishes it. Raises
    PrescriberUnknown.
    """
    locked_prescriber(prescriber_id)
    merged = Prescriber.objects.filter(merged_into_id=prescriber_id).order_by("id")
    ids = [prescriber_id, *merged.values_list("id", flat=True)]
    _empty(ids)
    destroy_keys(ids)
    for one in ids:
        current_unit().record(RECORD, one, reason="request")


@command(
    name="prescribers.forget_prescribers",
    done=gettext_lazy("Finished erasures of prescribers after a restore"),
    system_only=True,
)
def forget_prescribers(*, actor: Actor, prescriber_ids: Sequence[UUID]) -> None:
    """Empty the records of whom a backup still knew."""
    _empty(prescriber_ids)
    for one in prescriber_ids:
        current_unit().record(RECORD, one, reason="restored")


def forget(gone: Collection[UUID]) -> int:
    """Erase those whose key is gone and who aren't erased here; how many they were."""
    rows = Prescriber.objects.filter(id__in=gone, erased_at=None).order_by("id")
    ids = list(rows.values_list("id", flat=True))
    if ids:
        forget_prescribers(actor=SYSTEM, prescriber_ids=ids)
    return len(ids)


def _empty(ids: Sequence[UUID]) -> None:
    """Overwrite what the rows hold, so that the database itself has nothing left to read."""
    for table in (PrescriberWord, PrescriberLicence, Practice):
        table.objects.filter(prescriber_id__in=ids).delete()
    for row in Prescriber.objects.select_for_update().filter(id__in=ids).order_by("id"):
        row.name = row.prefix = row.suffix = row.specialisation = row.state_reason = ""
        row.profession, row.state = "other", Prescriber.State.INACTIVE
        row.erased_at = clock.now()
        row.version += 1
        plain = "name prefix suffix specialisation state_reason profession state erased_at version"
        row.save(update_fields=plain.split())
