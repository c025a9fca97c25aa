"""What suppliers credited, shared out to what was sent back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from theriac.core.money import share_out
from theriac.domains.budgets.ports import BoughtAsked, BoughtPart, Grain
from theriac.domains.purchasing.models import SupplierCredit, SupplierReturnLine

KIND = "credit"


def credited_by_suppliers(asked: BoughtAsked) -> Iterator[BoughtPart]:
    """Credit notes of these days, below zero, by what was asked for each line; two statements."""
    notes = list(SupplierCredit.objects.filter(**_scope(asked)).order_by("id"))
    lines: dict[UUID, list[tuple[UUID, int]]] = defaultdict(list)
    if notes:
        rows = SupplierReturnLine.objects.filter(
            supplier_return__in={note.supplier_return_id for note in notes}
        ).order_by("position", "id")
        for key, product_id, credit in rows.values_list(
            "supplier_return_id", "product_id", "credit"
        ):
            lines[key].append((product_id, credit))
    for note in notes:
        goods = lines[note.supplier_return_id]
        parts = share_out(note.amount, [credit for _product, credit in goods])
        for (product_id, _credit), part in zip(goods, parts, strict=True):
            is_by_month = asked.grain is Grain.MONTHS
            yield BoughtPart(
                branch_id=note.branch_id,
                supplier_id=note.supplier_id,
                product_id=product_id,
                amount=-part,
                day=note.credited_on.replace(day=1) if is_by_month else note.credited_on,
                kind=KIND,
                document_id=note.supplier_return_id,
                number=note.number,
            )


def _scope(asked: BoughtAsked) -> dict[str, Any]:
    found: dict[str, Any] = {
        "credited_on__gte": asked.first_on,
        "credited_on__lte": asked.last_on,
    }
    if asked.branch_id is not None:
        found["branch_id"] = asked.branch_id
    if asked.supplier_id is not None:
        found["supplier_id"] = asked.supplier_id
    return found
