"""Which batches a document took, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from theriac.core.database.among import Among
from theriac.domains.stock.models import Balance, Batch, Movement, Place
from theriac.domains.stock.rules.valuation import nearest_cost


@dataclass(frozen=True, slots=True)
class TakenBatch:
    """So many base units of a batch, as its label says."""

    batch_id: UUID
    number: str
    expires_on: date | None
    quantity: int


def taken_batches(document_id: UUID) -> dict[UUID, list[TakenBatch]]:
    """By line of the document; for the domain that holds it, which has asked its permission."""
    rows = (
        Movement.objects.filter(document_id=document_id, line_id__isnull=False)
        .order_by("id")
        .values_list("line_id", "batch_id", "batch__number", "batch__expires_on", "quantity")
    )
    found: dict[UUID, list[TakenBatch]] = defaultdict(list)
    for line_id, batch_id, number, expires_on, quantity in rows:
        if line_id is not None:
            found[line_id].append(TakenBatch(batch_id, number, expires_on, quantity))
    return dict(found)


def taken_of_documents(document_ids: Iterable[UUID]) -> dict[UUID, list[TakenBatch]]:
    """The same of many documents, by line; one read."""
    found = defaultdict[UUID, list[TakenBatch]](list)
    rows = Movement.objects.filter(
        Among("document_id", document_ids), kind=Movement.Kind.SALE, line_id__isnull=False
    ).order_by("id")
    columns = ("line_id", "batch_id", "batch__number", "batch__expires_on", "quantity")
    for line_id, batch_id, number, expires_on, quantity in rows.values_list(*columns):
        if line_id is not None:
            found[line_id].append(TakenBatch(batch_id, number, expires_on, quantity))
    return dict(found)


def costs_of_documents(document_ids: Iterable[UUID]) -> dict[UUID, int | None]:
    """What the goods of each line of these sales cost, minor units, by line; one read.

    None where the cost of one of its batches isn't known; a line without goods is missing.
    """
    rows = Movement.objects.filter(
        Among("document_id", document_ids), kind=Movement.Kind.SALE, line_id__isnull=False
    ).order_by()
    columns = ("line_id", "quantity", "batch__cost_amount", "batch__cost_units")
    found: dict[UUID, int | None] = {}
    for line_id, quantity, amount, units in rows.values_list(*columns):
        if line_id is not None:
            cost, before = nearest_cost(quantity, amount, units), found.get(line_id, 0)
            found[line_id] = None if cost is None or before is None else before + cost
    return found


def brought_back_units() -> dict[UUID, int]:
    """Base units that came back from customers, by the line of their document; for checks."""
    rows = Movement.objects.filter(kind=Movement.Kind.BROUGHT_BACK, line_id__isnull=False)
    sums = rows.order_by().values_list("line_id").annotate(sum=Sum("quantity"))
    return {key: int(units) for key, units in sums if key is not None}


@dataclass(frozen=True, slots=True)
class LabelledBatch:
    """What a batch's label says, and of which product it is."""

    product_id: UUID
    number: str
    expires_on: date | None


def batch_labels(batch_ids: Iterable[UUID]) -> dict[UUID, LabelledBatch]:
    """By batch; unknown ids are left out. No permission: for who has something that names them."""
    rows = Batch.objects.filter(id__in=set(batch_ids))
    columns = ("id", "product_id", "number", "expires_on")
    return {key: LabelledBatch(*label) for key, *label in rows.values_list(*columns)}


def printed_maxima(batch_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """The printed maximum price and its base units by batch, where one is printed."""
    rows = Batch.objects.filter(Among("id", batch_ids), mrp_amount__isnull=False).order_by()
    found = rows.values_list("id", "mrp_amount", "mrp_units")
    return {key: (amount, units) for key, amount, units in found if amount is not None}


def shelf_totals(branch_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Base units on the branch's shelves by product, 0 where there are none."""
    totals = dict.fromkeys(product_ids, 0)
    rows = Balance.objects.filter(
        branch_id=branch_id, product_id__in=list(totals), place__kind=Place.Kind.SHELF
    ).values_list("product_id", "quantity")
    for product_id, quantity in rows:
        totals[product_id] += quantity
    return totals
