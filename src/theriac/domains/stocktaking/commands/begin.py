"""Beginning a count: which batches in which places are on its sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_absent
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.queries.bins import bin_code
from theriac.domains.stocktaking.ids import StockCountId
from theriac.domains.stocktaking.models import CountDue, CountLine, CountResult, StockCount
from theriac.domains.stocktaking.permissions import REVIEW_COUNT
from theriac.domains.stocktaking.queries.classes import abc_classes, controlled_products

RECORD = "stock.count"
DOCUMENT = "SO"
"""What a count is called in its number: stock opname."""
COUNTED_KINDS = (Place.Kind.SHELF, Place.Kind.QUARANTINE)
MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class CountScope:
    """What is counted: shelves or ABC classes by name, or products; nothing more for the rest."""

    kind: str
    names: Sequence[str] = ()
    product_ids: Sequence[UUID] = ()


@command(
    name="stocktaking.begin_count",
    done=gettext_lazy("Started a stock count"),
    permission=REVIEW_COUNT,
)
def begin_count(
    *, actor: Actor, branch_id: BranchId, scope: CountScope, note: str = ""
) -> StockCountId:
    """Begin a count of what the scope has on shelves and in quarantine; returns its id.

    What another open count has is left to that. Raises Unprocessable for a scope that names
    nothing, Conflict where nothing is left to be counted.
    """
    _check(scope)
    rows: list[Any] = list(
        _in_scope(branch_id, scope)
        .select_related("batch", "place")
        .order_by("batch_id", "place_id")[: MOST_LINES + 1]
    )
    if len(rows) > MOST_LINES:
        raise Unprocessable(
            _("This is too much for one stock count. Count by shelf."), field="scope"
        )
    if not rows:
        raise Conflict(_("There is no stock to count here. Choose something else."))
    count = StockCount(
        id=current_unit().effect_id,
        branch_id=branch_id,
        number=take_document_number(branch_id, DOCUMENT, branch_date(branch_id)),
        scope=scope.kind,
        scope_of=", ".join(scope.names)[:250],
        note=note.strip()[:120],
        begun_at=clock.now(),
        begun_by=actor.id,
    )
    count.save(force_insert=True)
    kept = insert_absent(CountLine, [line_of(count, row, row.bin) for row in rows])
    if not kept:
        raise Conflict(_("All of these are in an open stock count. Finish that count first."))
    facts = {"number": count.number, "scope": scope.kind, "lines": kept}
    current_unit().record(RECORD, count.id, reason="begun", facts=facts)
    return StockCountId(count.id)


def line_of(count: StockCount, row: Balance, bin_: str) -> CountLine:
    """A line of the count for a balance, on the sheet of the bin where it lies."""
    is_shelf = row.place.kind == Place.Kind.SHELF
    return CountLine(
        id=new_id(),
        count_id=count.id,
        batch_id=row.batch_id,
        place_id=row.place_id,
        product_id=row.product_id,
        sheet=bin_ if is_shelf else row.place.name,
        open_key=f"{row.batch_id}/{row.place_id}",
    )


def _check(scope: CountScope) -> None:
    if scope.kind not in StockCount.Scope.values:
        raise Unprocessable(_("Choose what to count."), field="scope")
    if scope.kind in {StockCount.Scope.SHELF, StockCount.Scope.CLASS} and not scope.names:
        raise Unprocessable(_("Choose at least one shelf or class."), field="names")
    if scope.kind == StockCount.Scope.PRODUCTS and not scope.product_ids:
        raise Unprocessable(_("Choose at least one product."), field="product_ids")


def _in_scope(branch_id: UUID, scope: CountScope) -> QuerySet[Balance]:
    rows = Balance.objects.filter(
        branch_id=branch_id, quantity__gt=0, place__kind__in=COUNTED_KINDS
    ).annotate(bin=bin_code(branch_id))
    if scope.kind == StockCount.Scope.SHELF:
        names = [name.strip() for name in scope.names]
        return rows.filter(place__kind=Place.Kind.SHELF, bin__in=names)
    if scope.kind == StockCount.Scope.NEVER:
        counted = CountResult.objects.filter(branch_id=branch_id).order_by()
        return rows.exclude(product_id__in=counted.values("product_id"))
    if scope.kind == StockCount.Scope.WHOLE:
        return rows
    return rows.filter(product_id__in=_products(branch_id, scope))


def _products(branch_id: UUID, scope: CountScope) -> list[UUID]:
    if scope.kind == StockCount.Scope.CONTROLLED:
        return controlled_products()
    if scope.kind == StockCount.Scope.CLASS:
        wanted = {name.strip().upper() for name in scope.names}
        classes = abc_classes(branch_id, branch_date(branch_id))
        return [key for key, abc in classes.items() if abc in wanted]
    if scope.kind == StockCount.Scope.DUE:
        due = CountDue.objects.filter(branch_id=branch_id, due_on=branch_date(branch_id))
        return list(due.values_list("product_id", flat=True))
    return list(scope.product_ids)
