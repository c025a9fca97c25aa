"""Electronic prescriptions of a branch, without what they say; and what became of a bundle."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.eprescriptions.models import EPrescription, ReceivedBundle
from theriac.domains.eprescriptions.permissions import RECEIVE_ELECTRONIC, VIEW_ELECTRONIC
from theriac.domains.eprescriptions.problems import EPrescriptionUnknown
from theriac.domains.eprescriptions.signature.canonical import signed_text
from theriac.domains.eprescriptions.signed import digest_of


@dataclass(frozen=True, slots=True)
class BundleTold:
    """A bundle with what became of each of its prescriptions."""

    bundle: ReceivedBundle
    prescriptions: Sequence[EPrescription]


@query(permission=VIEW_ELECTRONIC)
def list_eprescriptions(*, actor: Actor, branch_id: UUID) -> QuerySet[EPrescription]:
    """Every one of the branch, in no order."""
    rows: QuerySet[EPrescription] = EPrescription.objects.filter(branch_id=branch_id)
    return rows.defer("content").select_related("bundle__system").order_by()


@query(permission=VIEW_ELECTRONIC)
def eprescriptions_waiting(*, actor: Actor, branch_id: UUID) -> QuerySet[EPrescription]:
    """Those that wait for a person, to be counted; in no order."""
    rows: QuerySet[EPrescription] = EPrescription.objects.filter(
        branch_id=branch_id, state=EPrescription.State.WAITING
    )
    return rows.order_by()


@query(permission=RECEIVE_ELECTRONIC)
def find_bundle(*, actor: Actor, branch_id: UUID, bundle_id: UUID) -> BundleTold:
    """A bundle of the branch. Raises EPrescriptionUnknown."""
    rows = ReceivedBundle.objects.filter(id=bundle_id, branch_id=branch_id)
    return _told(rows.defer("content").first())


@query(permission=RECEIVE_ELECTRONIC)
def find_bundle_sent(*, actor: Actor, branch_id: UUID, bundle: Mapping[str, Any]) -> BundleTold:
    """The bundle of the branch that has the same text. Raises EPrescriptionUnknown."""
    digest = digest_of(signed_text(bundle))
    rows = ReceivedBundle.objects.filter(digest=digest, branch_id=branch_id)
    return _told(rows.defer("content").order_by("received_at", "id").first())


def _told(found: ReceivedBundle | None) -> BundleTold:
    if found is None:
        raise EPrescriptionUnknown(_("This bundle isn’t at this branch."))
    rows = EPrescription.objects.filter(bundle=found).defer("content").order_by("position")
    return BundleTold(found, list(rows))


def electronic_among(prescription_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Of these prescriptions, those that came electronically, with the id of what came."""
    rows = EPrescription.objects.filter(prescription_id__in=list(prescription_ids)).order_by()
    return dict(rows.values_list("prescription_id", "id"))
