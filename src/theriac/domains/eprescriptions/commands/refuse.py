"""Refusing an electronic prescription, and letting go of those that nobody settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.eprescriptions.codes import EXPIRED, WHY_REFUSED
from theriac.domains.eprescriptions.ids import EPrescriptionId
from theriac.domains.eprescriptions.models import EPrescription, ReceivedBundle
from theriac.domains.eprescriptions.problems import BundleRefused
from theriac.domains.eprescriptions.settlement import BUNDLE_RECORD, locked_waiting, refuse
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.permissions import REVIEW_PRESCRIPTIONS

WAITS = timedelta(days=90)
AT_ONCE = 200


@command(
    name="eprescriptions.refuse",
    done=gettext_lazy("Refused an electronic prescription"),
    permission=REVIEW_PRESCRIPTIONS,
)
def refuse_eprescription(
    *,
    actor: Actor,
    branch_id: BranchId,
    eprescription_id: EPrescriptionId,
    version: int,
    reason_code: str,
) -> None:
    """Refuse it for a coded reason: what it said is gone, and its number may be sent again.

    Raises EPrescriptionUnknown, Stale, EPrescriptionSettled, BundleRefused for another reason.
    """
    waiting = locked_waiting(branch_id, eprescription_id, version)
    if reason_code not in WHY_REFUSED:
        raise BundleRefused(_("Choose a reason from the list."), field="reason_code")
    refuse(waiting, reason_code, actor.id)


@command(
    name="eprescriptions.let_go",
    done=gettext_lazy("Deleted electronic prescriptions that were never taken in"),
    system_only=True,
)
def let_go(*, actor: Actor) -> int:
    """Refuse those that wait for 90 days; how many, a bounded number in a run."""
    before = clock.now() - WAITS
    rows = EPrescription.objects.filter(
        state=EPrescription.State.WAITING, received_at__lt=before
    ).order_by("received_at", "id")
    due = list(rows.values_list("branch_id", "id")[:AT_ONCE])
    for branch_id, key in due:
        refuse(locked_waiting(branch_id, key, None), EXPIRED, actor.id)
    return len(due)


@command(
    name="eprescriptions.forget",
    done=gettext_lazy("Deleted what an electronic prescription said"),
    system_only=True,
)
def forget_bundles(*, actor: Actor, bundle_ids: Sequence[UUID]) -> int:
    """Let go of bundles whose key is gone: in a backup they weren't emptied yet. How many.

    What they hold has no key any more, so that it stays as it is, unreadable.
    """
    now = clock.now()
    EPrescription.objects.filter(bundle_id__in=bundle_ids, state="waiting").update(
        state=EPrescription.State.REFUSED,
        reason_code=EXPIRED,
        number_key=None,
        settled_at=now,
        settled_by=actor.id,
    )
    for bundle_id in bundle_ids:
        facts = {"changed": ["emptied_at", "number_key", "reason_code"]}
        current_unit().record(BUNDLE_RECORD, bundle_id, reason="restored", facts=facts)
    rows = ReceivedBundle.objects.filter(id__in=bundle_ids, emptied_at=None)
    return int(rows.update(emptied_at=now))
