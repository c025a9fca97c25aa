"""What a sale needs to know of the place where it happens, in one read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.database.backends.trips import Rows
from theriac.core.database.reads import CachedRead, PendingRead
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.models import Terminal


@dataclass(frozen=True, slots=True)
class SellingPoint:
    """A terminal with its branch's and pharmacy's facts."""

    terminal_id: TerminalId
    terminal_code: str
    terminal_revoked: bool
    terminal_kind: str
    branch_id: BranchId
    branch_code: str
    branch_name: str
    time_zone: str
    tax_state: str
    tax_registered: bool
    pharmacy_id: UUID
    country: str
    currency: str
    cash_rounding: int
    tax_rate_bp: int
    tax_inclusive: bool
    prescription_days: int
    promotions_until: date | None = None
    """The last day on which a sale may have a promotion; None where there was never one."""


@CachedRead
def _points(terminal_id: UUID) -> QuerySet[Terminal, Any]:
    return (
        Terminal.objects.filter(id=terminal_id)
        .order_by()
        .values_list(
            "id",
            "code",
            "revoked_at",
            "kind",
            "branch_id",
            "branch__code",
            "branch__name",
            "branch__time_zone",
            "branch__tax_state",
            "branch__tax_registered",
            "branch__pharmacy_id",
            "branch__pharmacy__country",
            "branch__pharmacy__currency",
            "branch__pharmacy__settings__cash_rounding",
            "branch__pharmacy__settings__tax_rate_bp",
            "branch__pharmacy__settings__tax_inclusive",
            "branch__pharmacy__settings__prescription_days",
            "branch__pharmacy__settings__promotions_until",
        )
    )


def get_selling_point(terminal_id: UUID) -> SellingPoint | None:
    """The terminal's selling point, or None when there is no such terminal."""
    return ask_selling_point(terminal_id).answer()


def ask_selling_point(terminal_id: UUID) -> PendingRead[SellingPoint | None]:
    """The read of the terminal's selling point, to be asked together with others."""
    return PendingRead(_points, (terminal_id,), _point_of)


def _point_of(rows: Rows) -> SellingPoint | None:
    for row in rows:
        return SellingPoint(row[0], row[1], row[2] is not None, *row[3:])
    return None
