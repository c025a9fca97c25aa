"""A counter's contact about what it may sell without its network."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from theriac.domains.stock.commands.reservations.quota import QuotaContact, refresh_quotas
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device, pairing_of
from theriac.surfaces.counter.wire.quotas import QuotaIn, QuotasOut
from theriac.surfaces.counter.wire.sales import QuotaOut


@endpoint("POST")
def quota(request: HttpRequest) -> HttpResponse:
    """Renew the device's lease, take what it gives back, tell what it may sell."""
    device = paired_device(request)
    said = read_body(request, QuotaIn)
    answer = refresh_quotas(
        actor=device.actor,
        branch_id=device.point.branch_id,
        terminal_id=device.point.terminal_id,
        pairing=pairing_of(device),
        contact=QuotaContact(
            named=said.named,
            kept={one.product_id: (one.quantity, one.version) for one in said.kept},
            after=said.after,
            limited=said.limited,
        ),
    )
    return answer_with(
        QuotasOut(
            lease=answer.lease,
            valid_until=answer.valid_until,
            quotas=[QuotaOut.of(one) for one in answer.quotas],
            next=answer.next,
            limited=answer.limited,
        )
    )
