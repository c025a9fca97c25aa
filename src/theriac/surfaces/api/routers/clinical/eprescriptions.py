"""Electronic prescriptions: signed FHIR bundles, received and asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.domains.eprescriptions.commands.receive import receive_bundle
from theriac.domains.eprescriptions.permissions import RECEIVE_ELECTRONIC
from theriac.domains.eprescriptions.queries.inbox import (
    BundleTold,
    find_bundle,
    find_bundle_sent,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import once
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.clinical.eprescriptions import (
    BundleReceived,
    BundleSent,
    EPrescriptionTold,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["prescriptions"])


@router.post(
    "/prescriptions/bundles",
    **writing(
        "receivePrescriptionBundle",
        "Send an electronic prescription",
        answers=BundleReceived,
        may=[RECEIVE_ELECTRONIC],
        status=201,
        detail=(
            "A signed FHIR R4 Bundle, also as `application/fhir+json`. Taken whole, or refused "
            "with each place (FHIRPath) and reason under `errors`. The same bundle again gives the "
            "first answer. What is known exactly is in the queue at once; else it waits for staff."
        ),
    ),
)
def receive(request: HttpRequest, here: Query[Here], body: BundleSent) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    bundle: Mapping[str, Any] = request.bundle  # type: ignore[attr-defined]

    def answer(bundle_id: Any) -> BundleReceived:
        return _told(find_bundle(actor=actor, branch_id=branch_id, bundle_id=bundle_id))

    return once(
        request,
        lambda: receive_bundle(actor=actor, branch_id=branch_id, bundle=bundle),
        first=answer,
        again=lambda _effect: _told(
            find_bundle_sent(actor=actor, branch_id=branch_id, bundle=bundle)
        ),
        status=201,
    )


@router.get(
    "/prescriptions/bundles/{bundle_id}",
    **operation(
        "getPrescriptionBundle",
        "Read what became of an electronic prescription",
        answers=BundleReceived,
        may=[RECEIVE_ELECTRONIC],
    ),
)
def read(request: HttpRequest, bundle_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    found = find_bundle(actor=actor, branch_id=branch_id, bundle_id=bundle_id)
    return respond(request, _told(found))


def _told(found: BundleTold) -> BundleReceived:
    return BundleReceived(
        id=found.bundle.id,
        received_at=found.bundle.received_at,
        prescriptions=[
            told(EPrescriptionTold, one, requests=list(one.places)) for one in found.prescriptions
        ],
    )
