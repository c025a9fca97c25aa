"""How often devices showed safety alerts, and what came of them."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from theriac.core.problems import NotPermitted
from theriac.domains.clinical.commands.count import AlertsCounted, take_alert_counts
from theriac.domains.organisation.queries.device_keys import SignedFor
from theriac.surfaces.counter.endpoints import endpoint, read_body
from theriac.surfaces.counter.terminals import has_signed, paired_device, pairing_of
from theriac.surfaces.counter.wire.safety import AlertCountIn, AlertCountsIn

_COUNTED = TypeAdapter(AlertsCounted)


@endpoint("POST")
def alert_counts(request: HttpRequest) -> HttpResponse:
    """Take the device's daily counts, each at least what it was; what can't be one is left out.

    Raises NotPermitted for what the device didn't sign.
    """
    device = paired_device(request)
    told = read_body(request, AlertCountsIn)
    if not has_signed(device, SignedFor.ALERT_COUNTS, request):
        raise NotPermitted(_("These counts aren’t signed by this counter. Pair it again."))
    take_alert_counts(
        actor=device.actor,
        branch_id=device.point.branch_id,
        source=pairing_of(device),
        told=[one for row in told.counts for one in _read(row)],
    )
    return HttpResponse(status=204)


def _read(row: AlertCountIn) -> list[AlertsCounted]:
    with suppress(ValidationError):
        return [_COUNTED.validate_python(row.model_dump(mode="json"))]
    return []
