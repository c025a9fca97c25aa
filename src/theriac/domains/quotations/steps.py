"""A quotation that is worked at: locked, of its branch, still open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, in_state
from theriac.core.problems import Problem
from theriac.domains.quotations.drafts import RECORD
from theriac.domains.quotations.models import Quotation
from theriac.domains.quotations.problems import QuotationEnded, QuotationUnknown

State = Quotation.State
NOT_HERE = gettext_lazy("This quotation doesn’t exist at this branch. Check the number.")


def locked_quotation(branch_id: UUID, quotation_id: UUID, version: int | None = None) -> Quotation:
    """The branch's open quotation, locked. Raises QuotationUnknown, QuotationEnded, Stale."""
    rows = Quotation.objects.select_for_update().filter(id=quotation_id, branch_id=branch_id)
    row: Quotation | None = rows.first()
    if row is None:
        raise QuotationUnknown(NOT_HERE, quotation_id=quotation_id)
    in_state(row, State.ISSUED, otherwise=_ended)
    at_version(row, version, _("Another user changed this quotation. Reload the page."))
    return row


def _ended(state: str) -> Problem:
    words = {
        State.CONVERTED: _("This quotation was already converted to a sale."),
        State.CANCELLED: _("This quotation was cancelled. Issue a new one."),
    }
    return QuotationEnded(words[State(state)], state=state)


def standing(row: Quotation) -> dict[str, Any]:
    """What of it changes, as the trail tells it."""
    return {"state": row.state, "sale_id": row.sale_id}


def note(row: Quotation, before: dict[str, Any], reason: str = "") -> None:
    """Tell the trail what became of it."""
    facts = {"number": row.number, "before": before, "after": standing(row)}
    current_unit().record(RECORD, row.id, reason=reason, facts=facts, branch_id=row.branch_id)
