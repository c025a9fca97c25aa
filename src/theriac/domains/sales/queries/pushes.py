"""What became of a sale that a device pushed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale


@dataclass(frozen=True, slots=True)
class Became:
    """Booked, or held unbooked; and how many cases the booked sale opened."""

    state: Literal["booked", "held"]
    cases: int


def what_became_of(sale_id: UUID, terminal_id: UUID) -> Became:
    """For the terminal that pushed it: whoever may push may know."""
    booked = Sale.objects.filter(id=sale_id, terminal_id=terminal_id).exists()
    cases = DiscrepancyCase.objects.filter(sale_id=sale_id).count() if booked else 0
    return Became("booked" if booked else "held", cases)


def never_arrived(sale_ids: Collection[UUID]) -> set[UUID]:
    """Which of these sales the books lack, booked or held: a backup was restored since."""
    booked = Sale.objects.filter(id__in=sale_ids).order_by().values_list("id", flat=True)
    held = (
        HeldPush.objects.filter(sale_id__in=sale_ids).order_by().values_list("sale_id", flat=True)
    )
    return set(sale_ids) - set(booked) - set(held)
