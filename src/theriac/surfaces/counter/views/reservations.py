"""What is reserved of the products that a counter shows: for whom, how many, until when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from theriac.domains.accounts.problems import SignInRefused
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.reservations import standing_reservations
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import PairedDevice, paired_device
from theriac.surfaces.counter.tokens import person_of
from theriac.surfaces.counter.wire.reservations import (
    ReservationsOut,
    ReservedIn,
    ReservedOut,
)
from theriac.surfaces.counter.wire.sales import BalanceOut


@endpoint("POST")
def reserved(request: HttpRequest) -> HttpResponse:
    """What stands of these products; whose it is only for a person who may see stock here."""
    device = paired_device(request)
    asked = read_body(request, ReservedIn)
    is_told = _may_see(device, asked.token)
    return answer_with(
        ReservationsOut(
            reservations=[
                ReservedOut(
                    id=one.id,
                    product_id=one.product_id,
                    purpose=one.purpose,
                    reference=one.reference if is_told else None,
                    quantity=one.quantity,
                    expires_at=one.expires_at,
                    batches=[
                        BalanceOut(batch_id=batch_id, quantity=units)
                        for batch_id, units in one.batches
                    ],
                )
                for one in standing_reservations(device.point.branch_id, asked.product_ids)
                if one.expires_at is not None
            ]
        )
    )


def _may_see(device: PairedDevice, token: str) -> bool:
    """Whether the server knows the person who asks, and that they may see stock here."""
    try:
        return person_of(device, token).may(VIEW_STOCK, device.point.branch_id)
    except SignInRefused:
        return False
