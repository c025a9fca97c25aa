"""What counter-row answered a payment that was recorded by mistake."""

from __future__ import annotations

from typing import TypeVar

from theriac.domains.purchasing.models import ConsignmentSettlement, SupplierPayment

Paid = TypeVar("Paid", ConsignmentSettlement, SupplierPayment)


def withdrawal_of(row: Paid) -> Paid | None:
    """The counter-row of a payment of the list; None where it stands."""
    found: Paid | None = getattr(row, "withdrawal", None)
    return found
