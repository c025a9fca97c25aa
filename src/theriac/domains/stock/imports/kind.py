"""Opening stock as a kind of import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.tables.cells import Row
from theriac.core.tables.heads import fold
from theriac.countries.base import CountryProfile
from theriac.domains.catalog.imports.kinds import ImportContext, ImportKind
from theriac.domains.catalog.imports.outcomes import RowAction, RowOutcome, is_left_out
from theriac.domains.catalog.imports.products.lookup import ProductFinder
from theriac.domains.organisation.queries.branches import list_branches, money_writer, settled_limit
from theriac.domains.stock.imports.fields import STOCK_FIELDS
from theriac.domains.stock.imports.opening_stock import take_opening_stock
from theriac.domains.stock.imports.plan import (
    COUNTED_IN,
    Branches,
    StockPlan,
    TakenLine,
    meet_taken,
    plan_row,
)
from theriac.domains.stock.imports.row_check import CheckedStock, StockCheck
from theriac.domains.stock.models import OpeningLine
from theriac.domains.stock.permissions import OPEN_STOCK
from theriac.domains.stock.queries.last_costs import last_costs
from theriac.domains.stock.rules.last_costs import in_minor_units, is_far


class StockWorker:
    """Brings the rows of one table of opening stock in."""

    def __init__(self, context: ImportContext) -> None:
        self._context = context
        self._finder = ProductFinder(context.reading, context.mapping.identity)
        self._check = StockCheck(context.mapping, context.reading, self._finder)
        self._branches = _branches(context)
        counted = context.mapping.defaults.get("counted_in", COUNTED_IN[0])
        self._percent = settled_limit("cost_percent") or 0
        self._written = money_writer()
        self._counted = counted if counted in COUNTED_IN else COUNTED_IN[0]

    def check(self, row: Row) -> CheckedStock:
        """The checked row; nothing of the database is asked."""
        return self._check.check(row)

    def judge(self, rows: Sequence[CheckedStock]) -> list[RowOutcome]:
        """What these rows would do."""
        return [_outcome(plan) for plan in self._plans(rows)]

    def write(self, rows: Sequence[CheckedStock]) -> list[RowOutcome]:
        """Take these rows in."""
        plans = self._plans(rows)
        new = [plan.goods for plan in plans if plan.goods and plan.action is RowAction.NEW]
        take_opening_stock(new, self._branches, self._context.import_id)
        return [_outcome(plan) for plan in plans]

    def wrote(self, rows: Sequence[CheckedStock]) -> None:
        """Nothing to note: lines that were taken are found by their keys."""

    def _plans(self, rows: Sequence[CheckedStock]) -> list[StockPlan]:
        found = self._finder.find([row.key for row in rows])
        plans = [plan_row(row, self._branches, found, self._counted) for row in rows]
        taken = _taken([plan.goods.key for plan in plans if plan.goods])
        last = last_costs({plan.goods.product_id for plan in plans if plan.goods})
        met: list[StockPlan] = []
        for plan in plans:
            if plan.goods is None:
                met.append(plan)
                continue
            key, quantity = plan.goods.key, plan.goods.quantity
            met.append(meet_taken(plan, taken.get(key), self._context.import_id))
            if met[-1].action is RowAction.NEW:
                self._watch_cost(met[-1], last.get(plan.goods.product_id))
            taken.setdefault(key, TakenLine(quantity, self._context.import_id, plan.row.number))
        return met

    def _watch_cost(self, plan: StockPlan, last: Fraction | None) -> None:
        """Note a cost that is further off the last one than the pharmacy's share."""
        row, goods = plan.row, plan.goods
        if goods is None or last is None or not row.cost:
            return
        if is_far(Fraction(row.cost, goods.cost_units), last, self._percent):
            before = self._written(in_minor_units(last, goods.cost_units))
            row.fault("cost", "cost_far", self._written(row.cost), cost=before)


def _taken(keys: Sequence[str]) -> dict[str, TakenLine]:
    rows = OpeningLine.objects.filter(key__in=keys)
    columns = ("key", "quantity", "import_id", "row_number")
    return {key: TakenLine(*told) for key, *told in rows.values_list(*columns)}


def _branches(context: ImportContext) -> Branches:
    """The branches where the import's actor may bring opening stock in."""
    by_word: dict[str, UUID] = {}
    today = {}
    for branch in list_branches():
        if context.actor.may(OPEN_STOCK, branch.id):
            by_word |= {fold(branch.name): branch.id, fold(branch.code): branch.id}
            today[branch.id] = clock.today(branch.time_zone)
    usual = context.branch_id if context.branch_id in today else None
    return Branches(by_word, today, usual)


def _outcome(plan: StockPlan) -> RowOutcome:
    action = RowAction.LEFT_OUT if is_left_out(plan.row.faults) else plan.action
    return RowOutcome(plan.row.number, action, tuple(plan.row.faults), (), plan.notes)


def _usual(_profile: CountryProfile) -> Mapping[str, str]:
    return {"counted_in": COUNTED_IN[0]}


OPENING_STOCK = ImportKind(
    code="stock",
    title=_("Opening stock"),
    permission=OPEN_STOCK,
    fields=STOCK_FIELDS,
    required=(("quantity",), ("name", "code", "barcode")),
    open=StockWorker,
    usual=_usual,
    at_branch=True,
    one_row_each=False,
)
