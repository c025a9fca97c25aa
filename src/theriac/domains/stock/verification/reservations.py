"""What must always be true of reservations, recomputed from their rows."""

from __future__ import annotations

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.stock.models import Balance, Reservation, ReservedBatch

RESERVED_DIFFERS = finding(
    "stock.reserved_differs",
    _("Balance %(balance)s: %(held)s by reservations, %(kept)s by the balance."),
)
RESERVED_MISSING = finding(
    "stock.reserved_missing",
    _("Balance %(balance)s: %(kept)s reserved, but %(here)s in stock."),
)
RESERVATION_DIFFERS = finding(
    "stock.reservation_differs",
    _("Reservation %(reservation)s: %(kept)s by the reservation, %(held)s by its batches."),
)


@verifies("stock.reserved")
def reserved_equals_reservations(findings: Findings) -> None:
    """What a balance says is reserved is what standing reservations hold of it."""
    held = dict(
        ReservedBatch.objects.filter(reservation__state=Reservation.State.ACTIVE)
        .order_by()
        .values_list("balance_id")
        .annotate(units=Sum("quantity"))
    )
    kept = dict(Balance.objects.filter(reserved__gt=0).values_list("id", "reserved"))
    for balance_id in sorted({*held, *kept}):
        if held.get(balance_id, 0) != kept.get(balance_id, 0):
            findings.violate(
                RESERVED_DIFFERS,
                balance=balance_id,
                held=held.get(balance_id, 0),
                kept=kept.get(balance_id, 0),
            )
    findings.look(len(held) + len(kept))


@verifies("stock.reserved_there")
def reserved_is_there(findings: Findings) -> None:
    """Nothing is reserved that isn't on hand."""
    for row in Balance.objects.filter(reserved__gt=F("quantity")):
        findings.violate(RESERVED_MISSING, balance=row.id, kept=row.reserved, here=row.quantity)
    findings.look(Balance.objects.filter(reserved__gt=0).count())


@verifies("stock.reservations")
def reservations_equal_their_batches(findings: Findings) -> None:
    """A reservation's quantity is what it holds batch by batch, or held when it ended."""
    rows = Reservation.objects.order_by().annotate(held=Sum("batches__quantity", default=0))
    for row in rows.exclude(quantity=F("held")):
        findings.violate(RESERVATION_DIFFERS, reservation=row.id, kept=row.quantity, held=row.held)
    findings.look(Reservation.objects.count())
