"""What posted receipts cost, and what reversed ones take out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import TruncMonth

from theriac.domains.budgets.ports import BoughtAsked, BoughtPart, Grain
from theriac.domains.purchasing.models import GoodsReceiptLine, ReceiptPosting

KIND = "receipt"
_POSTING = "receipt__postings__"


def bought_by_receipts(asked: BoughtAsked) -> Iterator[BoughtPart]:
    """With tax and freight, on the day of the posting; consigned goods aren't bought. A statement.

    A reversal counts below zero on its own day.
    """
    rows = GoodsReceiptLine.objects.filter(**_scope(asked)).order_by()
    columns = ["product_id", f"{_POSTING}posting_kind", f"{_POSTING}branch_id"]
    columns += [f"{_POSTING}supplier_id", *_columns(asked.grain)]
    if asked.grain is Grain.MONTHS:
        rows = rows.annotate(month=TruncMonth(f"{_POSTING}business_on"))
    sums = rows.values_list(*columns).annotate(
        costs=Sum("cost"), taxes=Sum("tax", filter=Q(receipt__tax_is_cost=False))
    )
    for product_id, kind, branch_id, supplier_id, *more, cost, tax in sums.iterator():
        day, document_id, number = (*more, None, None, None)[:3]
        amount = int(cost or 0) + int(tax or 0)
        yield BoughtPart(
            branch_id=branch_id,
            supplier_id=supplier_id,
            product_id=product_id,
            amount=amount if kind == ReceiptPosting.Kind.POSTED else -amount,
            day=day,
            kind=KIND,
            document_id=document_id,
            number=number or "",
        )


def _columns(grain: Grain) -> list[Any]:
    if grain is Grain.MONTHS:
        return ["month"]
    if grain is Grain.DOCUMENTS:
        return [f"{_POSTING}business_on", "receipt_id", F(f"{_POSTING}number")]
    return []


def _scope(asked: BoughtAsked) -> dict[str, Any]:
    found: dict[str, Any] = {
        f"{_POSTING}business_on__gte": asked.first_on,
        f"{_POSTING}business_on__lte": asked.last_on,
        "receipt__is_consigned": False,
    }
    if asked.branch_id is not None:
        found[f"{_POSTING}branch_id"] = asked.branch_id
    if asked.supplier_id is not None:
        found[f"{_POSTING}supplier_id"] = asked.supplier_id
    return found
