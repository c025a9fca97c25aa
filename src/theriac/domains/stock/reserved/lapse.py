"""Reservations whose time is over: they end by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from theriac.core import clock
from theriac.domains.stock.models import Reservation
from theriac.domains.stock.ports import serve_lines, waiting_among
from theriac.domains.stock.reserved.hold import end

AT_ONCE = 200


def lapse_for_line(branch_id: UUID, product_ids: Iterable[UUID]) -> bool:
    """End what lapsed as ``lapse_here`` does; who waits for it has it before who asks here."""
    products = list(product_ids)
    if not lapse_here(branch_id, products):
        return False
    if waiting := waiting_among([(branch_id, one) for one in products]):
        serve_lines(waiting)
    return True


def lapse_here(branch_id: UUID, product_ids: Iterable[UUID]) -> bool:
    """End what lapsed of these products, inside a command; whether there was any.

    Asked only where something is short, so that an ordinary sale reads nothing for it.
    """
    due = Reservation.objects.filter(
        branch_id=branch_id,
        product_id__in=list(product_ids),
        state=Reservation.State.ACTIVE,
        expires_at__lte=clock.now(),
    )
    return bool(end(due.values_list("id", flat=True)[:AT_ONCE], Reservation.State.LAPSED))
