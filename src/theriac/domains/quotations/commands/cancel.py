"""Cancelling a quotation: it keeps its number, and nothing is sold on it any more."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.problems import require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.quotations.models import Quotation
from theriac.domains.quotations.steps import locked_quotation, note, standing
from theriac.domains.sales.permissions import SELL

LONGEST_REASON = 120


@command(
    name="quotations.cancel_quotation",
    done=gettext_lazy("Cancelled a quotation"),
    permission=SELL,
)
def cancel_quotation(
    *, actor: Actor, branch_id: BranchId, quotation_id: UUID, version: int, reason: str
) -> int:
    """Cancel it; its version then. What a counter has in a basket goes on as a basket.

    Raises QuotationUnknown, QuotationEnded, Stale, Unprocessable without a reason.
    """
    why = require_reason(" ".join(reason.split()))[:LONGEST_REASON]
    row = locked_quotation(branch_id, quotation_id, version)
    before = standing(row)
    row.state, row.reason, row.ended_at = Quotation.State.CANCELLED, why, clock.now()
    row.sale_id = row.taken_at = row.taken_by = None
    version = keep(row)
    note(row, before, why)
    return version
