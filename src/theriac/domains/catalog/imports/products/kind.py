"""Products as a kind of import: checked, compared with the catalogue, added and changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import format_money
from theriac.core.ids import new_id
from theriac.core.money import Money
from theriac.core.tables.cells import Row
from theriac.countries.base import CountryProfile
from theriac.domains.catalog.commands.products import add_products
from theriac.domains.catalog.imports.kinds import ImportContext, ImportKind
from theriac.domains.catalog.imports.outcomes import (
    CLASS_CHOSEN,
    PACKS_COUNTED,
    RowAction,
    RowOutcome,
    is_left_out,
)
from theriac.domains.catalog.imports.products.changes import change_products
from theriac.domains.catalog.imports.products.fields import PRODUCT_FIELDS
from theriac.domains.catalog.imports.products.known_products import (
    NamedProducts,
    Spellings,
    find_existing,
)
from theriac.domains.catalog.imports.products.levels import USUAL_UNIT
from theriac.domains.catalog.imports.products.plan import Planner, RowPlan
from theriac.domains.catalog.imports.products.row_check import (
    CheckedProduct,
    ProductCheck,
    main_columns,
    named_parts,
)
from theriac.domains.catalog.imports.products.seen_rows import SeenRows
from theriac.domains.catalog.permissions import IMPORT_CATALOG


class ProductWorker:
    """Brings the rows of one product list in."""

    def __init__(self, context: ImportContext) -> None:
        self._context = context
        reading = context.reading
        self._check = ProductCheck(context.mapping, reading, context.profile, main_columns(reading))
        self._seen = SeenRows()
        self._named = NamedProducts(named_parts(reading))
        self._planner = Planner(
            defaults=context.mapping.defaults,
            named=self._named,
            spellings=Spellings(),
            money=partial(_money, currency=context.currency, country=context.country),
        )
        self._added: dict[int, UUID] = {}

    def check(self, row: Row) -> CheckedProduct:
        """The checked row; nothing of the database is asked."""
        product = self._check.check(row)
        self._seen.look(product)
        return product

    def judge(self, rows: Sequence[CheckedProduct]) -> list[RowOutcome]:
        """What these rows would do."""
        return [_outcome(plan) for plan in self._plans(rows)]

    def write(self, rows: Sequence[CheckedProduct]) -> list[RowOutcome]:
        """Add and change products, all of these rows at once."""
        plans = self._plans(rows)
        self._add([plan for plan in plans if plan.action is RowAction.NEW])
        change_products(
            [plan.change for plan in plans if plan.change is not None], self._context.branch_id
        )
        return [_outcome(plan) for plan in plans]

    def wrote(self, rows: Sequence[CheckedProduct]) -> None:
        """Let later rows find by name what these added."""
        for row in rows:
            if row.number in self._added:
                self._named.note(self._check.named_key(row), self._added.pop(row.number))

    def _plans(self, rows: Sequence[CheckedProduct]) -> list[RowPlan]:
        found = find_existing(rows, self._named, self._context.branch_id)
        return [self._planner.plan(row, found) for row in rows]

    def _add(self, plans: Sequence[RowPlan]) -> None:
        products = [plan.product for plan in plans if plan.product is not None]
        if not products:
            return
        ids = [new_id() for _product in products]
        add_products(
            actor=self._context.actor,
            products=products,
            ids=ids,
            prices_at=self._context.branch_id,
        )
        for plan, product_id in zip(plans, ids, strict=True):
            self._added[plan.row.number] = product_id


def _outcome(plan: RowPlan) -> RowOutcome:
    action = RowAction.LEFT_OUT if is_left_out(plan.row.faults) else plan.action
    return RowOutcome(
        number=plan.row.number,
        action=action,
        faults=tuple(plan.row.faults),
        what=plan.change.what if plan.change else (),
        notes=_notes(plan) if action is not RowAction.LEFT_OUT else (),
    )


def _notes(plan: RowPlan) -> tuple[str, ...]:
    """What is told of a row that is taken: its class, or its pack, is as a person said."""
    notes = {
        CLASS_CHOSEN: plan.product is not None and "legal_class" not in plan.row.given,
        PACKS_COUNTED: plan.row.levels.multiplied,
    }
    return tuple(note for note, is_so in notes.items() if is_so)


def _money(amount: int, *, currency: str, country: str) -> str:
    return format_money(Money(amount, currency), country)


def _usual(profile: CountryProfile) -> Mapping[str, str]:
    """Defaults of a new product: the country's usual tax, by the piece. The class is asked."""
    return {"tax_class": profile.tax_classes[0].code, "base_unit": USUAL_UNIT}


def _asked(profile: CountryProfile) -> Mapping[str, Sequence[str]]:
    """The legal class decides what is sold without a prescription: only a person says it."""
    return {"legal_class": [one.code for one in profile.legal_classes]}


PRODUCTS = ImportKind(
    code="products",
    title=_("Products"),
    permission=IMPORT_CATALOG,
    fields=PRODUCT_FIELDS,
    required=(("name",),),
    open=ProductWorker,
    usual=_usual,
    asked=_asked,
)
