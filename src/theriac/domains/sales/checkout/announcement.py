"""What every booked sale leaves behind: the event, the audit record, and its cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.telemetry.metrics import count_sale
from theriac.domains.sales.events import DiscrepancyOpened, SaleCompleted
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleLine
from theriac.domains.sales.pushes.books import Disagreement
from theriac.domains.stock.commands.take import LineTake


def announce_sale(
    sale: Sale,
    lines: Sequence[SaleLine],
    takes: Sequence[LineTake],
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Tell others that the sale is booked and what it took, in one event.

    Its audit record has these ``facts``.
    """
    unit = current_unit()
    transaction.on_commit(count_sale)
    unit.announce(
        SaleCompleted(
            subject=str(sale.id),
            branch_id=sale.branch_id,
            data={
                "sale_id": sale.id,
                "number": sale.number,
                "business_on": sale.business_on,
                "currency": sale.currency,
                "total": sale.total,
                "tax": sale.tax,
                "lines": [
                    {"product_id": line.product_id, "quantity": line.quantity, "total": line.total}
                    for line in lines
                ],
                "taken": [
                    {
                        "product_id": take.batch.product_id,
                        "batch_id": take.batch.batch_id,
                        "quantity": take.quantity,
                    }
                    for take in takes
                ],
                **({"till_session_id": sale.till_session_id} if sale.till_session_id else {}),
            },
        )
    )
    known = {"number": sale.number, "total": sale.total}
    unit.record("sales.sale", sale.id, facts={**known, **(facts or {})})


def open_cases(sale: Sale, found: Sequence[Disagreement]) -> None:
    """Open one case for each disagreement, and announce them."""
    cases = [
        DiscrepancyCase(
            id=new_id(),
            sale_id=sale.id,
            line_id=one.line.id if one.line else None,
            branch_id=sale.branch_id,
            kind=one.kind,
            facts=dict(one.facts),
            quantity=one.quantity,
            opened_at=clock.now(),
        )
        for one in found
    ]
    insert_rows(DiscrepancyCase, cases)
    for case in cases:
        current_unit().announce(
            DiscrepancyOpened(
                subject=str(sale.id),
                branch_id=sale.branch_id,
                data={"case_id": case.id, "sale_id": sale.id, "kind": case.kind},
            )
        )
