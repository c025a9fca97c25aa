"""What becomes of a prescription that came electronically: taken in, or emptied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.privacy.keys import destroy_keys, discard_keys
from theriac.domains.eprescriptions.models import EPrescription, ReceivedBundle
from theriac.domains.eprescriptions.problems import EPrescriptionSettled, EPrescriptionUnknown

EPRESCRIPTION_RECORD = "eprescriptions.prescription"
BUNDLE_RECORD = "eprescriptions.bundle"


def of_branch(branch_id: UUID, eprescription_id: UUID) -> EPrescription:
    """The branch's electronic prescription. Raises EPrescriptionUnknown."""
    rows = EPrescription.objects.select_related("bundle", "bundle__system")
    found: EPrescription | None = rows.filter(id=eprescription_id, branch_id=branch_id).first()
    if found is None:
        raise EPrescriptionUnknown(_("This electronic prescription doesn’t exist at this branch."))
    return found


def locked_waiting(branch_id: UUID, eprescription_id: UUID, version: int | None) -> EPrescription:
    """One that waits, locked with its bundle and all of it.

    Raises EPrescriptionUnknown, Stale, EPrescriptionSettled.
    """
    found = of_branch(branch_id, eprescription_id)
    ReceivedBundle.objects.select_for_update().get(id=found.bundle_id)
    found = cast("EPrescription", EPrescription.objects.select_for_update().get(id=found.id))
    at_version(
        found, version, _("Another user changed this electronic prescription. Reload the page.")
    )
    if found.state != EPrescription.State.WAITING:
        raise EPrescriptionSettled(
            _("This electronic prescription was already taken in or refused. Reload the page.")
        )
    return found


def take(
    found: EPrescription, patient_id: UUID, prescriber_id: UUID, prescription_id: UUID
) -> None:
    """Note that it was taken in, and keep everything of the bundle under the patient's key."""
    unit = current_unit()
    found.state = EPrescription.State.TAKEN
    found.patient_id, found.prescriber_id = patient_id, prescriber_id
    found.prescription_id = prescription_id
    found.settled_at, found.settled_by = clock.now(), unit.actor.id
    keep_for(found, patient_id)
    facts = {
        "before": {"state": "waiting"},
        "after": {"state": "taken"},
        "prescription": prescription_id.hex,
    }
    unit.record(EPRESCRIPTION_RECORD, found.id, facts=facts, branch_id=found.branch_id)


def keep_for(found: EPrescription, patient_id: UUID) -> None:
    """Write the bundle and each of its prescriptions anew under the patient's key.

    The bundle's own key goes once that is committed.
    """
    bundle = ReceivedBundle.objects.get(id=found.bundle_id)
    own = bundle.id if bundle.kept_for == bundle.id else None
    rows: list[Any] = [
        one
        for one in EPrescription.objects.select_for_update().filter(bundle=bundle).order_by("id")
        if one.id != found.id
    ]
    for row in (bundle, *rows, found):
        content = row.content
        row.kept_for, row.content = patient_id, content
    bundle.save()
    for row in rows:
        row.save()
    keep(found)
    if own is not None:
        transaction.on_commit(lambda: discard_keys([own]))


def refuse(found: EPrescription, reason_code: str, by: UUID) -> None:
    """Note that it was refused, and let go of what it said; its number may come again."""
    found.state = EPrescription.State.REFUSED
    found.reason_code, found.number_key = reason_code, None
    found.settled_at, found.settled_by = clock.now(), by
    found.patient_id = found.prescriber_id = None
    found.content = {}
    keep(found)
    facts = {"before": {"state": "waiting"}, "after": {"state": "refused"}}
    current_unit().record(
        EPRESCRIPTION_RECORD,
        found.id,
        reason=reason_code,
        facts=facts,
        branch_id=found.branch_id,
    )
    others = EPrescription.objects.filter(bundle_id=found.bundle_id).exclude(state=found.state)
    if not others.exists():
        empty_bundles([found.bundle_id])


def empty_bundles(bundle_ids: Sequence[UUID]) -> int:
    """Let go of what these bundles hold; the keys of their own are destroyed. How many."""
    rows = ReceivedBundle.objects.select_for_update().filter(id__in=bundle_ids, emptied_at=None)
    found = list(rows.order_by("id"))
    for bundle in found:
        for one in EPrescription.objects.filter(bundle=bundle).order_by("id"):
            one.content = {}
            one.save(update_fields=["content"])
        bundle.content, bundle.emptied_at = {}, clock.now()
        bundle.save(update_fields=["content", "emptied_at"])
        current_unit().record(
            BUNDLE_RECORD, bundle.id, facts={"changed": ["content"]}, branch_id=bundle.branch_id
        )
    destroy_keys([bundle.id for bundle in found if bundle.kept_for == bundle.id])
    return len(found)
