"""Bills that were owed before the books began: pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Id
from theriac.domains.books.voucher import MOST_MONEY
from theriac.domains.purchasing.rules.documents import LONGEST, document_key

BillKey = tuple[UUID, str]
"""A supplier and the number of a bill of theirs, for comparing."""


@record
class OpeningBill:
    """An invoice of a supplier that isn't paid yet; due by the supplier's terms unless told."""

    supplier_id: Id
    number: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=LONGEST)]
    billed_on: Day
    due_on: Day | None = None
    amount: Annotated[
        int,
        Field(strict=True, ge=1, le=MOST_MONEY, description="Minor units that are left to pay."),
    ]


def key_of(supplier_id: UUID, number: str) -> BillKey:
    """What makes two bills the same."""
    return supplier_id, document_key(number)


def fault_of_opening(bill: OpeningBill, today: date, known: Collection[BillKey]) -> tuple[str, str]:
    """Which field keeps the bill out, and why; ("", "") for none.

    ``supplier_id`` isn't asked here.
    """
    if not document_key(bill.number):
        return "number", "empty"
    if key_of(bill.supplier_id, bill.number) in known:
        return "number", "known"
    if bill.billed_on > today:
        return "billed_on", "future"
    if bill.due_on is not None and bill.due_on < bill.billed_on:
        return "due_on", "before"
    return "", ""
