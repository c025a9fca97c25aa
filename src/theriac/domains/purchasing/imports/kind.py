"""Opening bills as a kind of import: a row is a bill of a supplier that isn't paid yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.core.tables.cells import Row
from theriac.core.tables.heads import fold
from theriac.countries.base import CountryProfile
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.catalog.imports.faults import RowFault
from theriac.domains.catalog.imports.fields import Field, FieldKind, words
from theriac.domains.catalog.imports.kinds import ImportContext, ImportKind
from theriac.domains.catalog.imports.outcomes import RowAction, RowOutcome
from theriac.domains.catalog.imports.rowcells import RowCells
from theriac.domains.organisation.queries.branches import branch_date, lock_branch
from theriac.domains.purchasing.commands.opening_bills import WHY, keep_opening_bill, known_bills
from theriac.domains.purchasing.rules.documents import LONGEST
from theriac.domains.purchasing.rules.opening_bill import (
    BillKey,
    OpeningBill,
    fault_of_opening,
    key_of,
)
from theriac.domains.suppliers.queries import suppliers_by_word

BILL_FIELDS: tuple[Field, ...] = (
    Field(
        "supplier",
        _("Supplier’s name or code"),
        words=words(
            "supplier|supplier name|supplier code|vendor|vendor name|pemasok|nama pemasok|pbf"
            "|nama pbf|distributor|kode pemasok|creditor|party|party name|kreditur"
        ),
        longest=120,
    ),
    Field(
        "number",
        _("Bill number"),
        words=words(
            "number|invoice|invoice no|invoice number|bill no|bill number|bill|faktur|no faktur"
            "|nomor faktur|nomor|no invoice|nomor invoice|tagihan|no tagihan|reference"
        ),
        longest=LONGEST,
    ),
    Field(
        "billed_on",
        _("Bill date"),
        FieldKind.DAY,
        words(
            "date|invoice date|bill date|tanggal|tgl|tanggal faktur|tgl faktur|tanggal invoice"
            "|billed on"
        ),
    ),
    Field(
        "due_on",
        _("Due date"),
        FieldKind.DAY,
        words("due|due date|due on|jatuh tempo|tgl jatuh tempo|tanggal jatuh tempo|payable on"),
    ),
    Field(
        "amount",
        _("Left to pay"),
        FieldKind.MONEY,
        words(
            "amount|left|balance|outstanding|to pay|due amount|sisa|sisa tagihan|sisa hutang"
            "|hutang|utang|jumlah|total|saldo|terutang|nilai"
        ),
    ),
)


@dataclass(slots=True)
class CheckedBill:
    """A row as it was read; ``supplier`` as it is written."""

    number: int
    supplier: str
    facts: Mapping[str, Any]
    faults: list[RowFault] = field(default_factory=list)
    columns: Mapping[str, str] = field(default_factory=dict)

    def fault(self, code: str, kind: str, **params: str | int) -> None:
        """Note what keeps the row out."""
        content = str(self.facts.get(code) or self.supplier)
        self.faults.append(RowFault(self.columns.get(code, ""), content, kind, params))


class BillWorker:
    """Brings the rows of one table of opening bills in, at the import's branch."""

    def __init__(self, context: ImportContext) -> None:
        self._reading = context.reading
        self._branch_id = context.branch_id
        self._suppliers = suppliers_by_word()
        self._rows: dict[BillKey, int] = {}
        self._columns = {
            one.code: self._reading.names[self._reading.places[one.code][0]]
            for one in BILL_FIELDS
            if self._reading.has(one.code)
        }

    def check(self, row: Row) -> CheckedBill:
        """The row's content and faults."""
        cells = RowCells(self._reading, row)
        supplier = cells.text("supplier")
        facts = {
            "number": cells.text("number"),
            "billed_on": cells.day("billed_on"),
            "due_on": cells.day("due_on") if self._reading.has("due_on") else None,
            "amount": cells.money("amount"),
        }
        checked = CheckedBill(row.number, supplier, facts, cells.faults, self._columns)
        if not checked.faults:
            self._look(checked)
        return checked

    def _look(self, row: CheckedBill) -> None:
        if fold(row.supplier) not in self._suppliers:
            row.fault("supplier", "supplier_unknown", value=row.supplier)
        elif not row.facts["amount"]:
            row.fault("amount", "amount_zero")
        elif row.facts["billed_on"] is None:
            row.fault("billed_on", "day_empty")

    def judge(self, rows: Sequence[CheckedBill]) -> list[RowOutcome]:
        """What these rows would do."""
        return [_outcome(row) for row, _bill in self._planned(rows)]

    def write(self, rows: Sequence[CheckedBill]) -> list[RowOutcome]:
        """Take these rows in."""
        if self._branch_id is not None:
            lock_branch(self._branch_id)
        planned = self._planned(rows)
        for _row, bill in planned:
            if bill is not None and self._branch_id is not None:
                keep_opening_bill(self._branch_id, bill, new_id())
        return [_outcome(row) for row, _bill in planned]

    def wrote(self, rows: Sequence[CheckedBill]) -> None:
        """Nothing to note: bills that were taken are found by their numbers."""

    def _planned(self, rows: Sequence[CheckedBill]) -> list[tuple[CheckedBill, OpeningBill | None]]:
        if self._branch_id is None:
            return [(row, None) for row in rows]
        sought = {key for row in rows if (key := self._suppliers.get(fold(row.supplier)))}
        known, today = known_bills(sought), branch_date(self._branch_id)
        return [self._plan(row, today, known) for row in rows]

    def _plan(
        self, row: CheckedBill, today: date, known: set[BillKey]
    ) -> tuple[CheckedBill, OpeningBill | None]:
        row = CheckedBill(row.number, row.supplier, row.facts, list(row.faults), row.columns)
        supplier_id: UUID | None = self._suppliers.get(fold(row.supplier))
        if row.faults or supplier_id is None:
            return row, None
        try:
            bill = given(OpeningBill, supplier_id=supplier_id, **row.facts)
        except Unprocessable as problem:
            at, sentence = next(iter(problem.errors.items()))
            row.fault(at, "refused", sentence=str(sentence))
            return row, None
        at, why = fault_of_opening(bill, today, known)
        if why:
            row.fault(at, "refused", sentence=str(WHY[why]))
            return row, None
        known.add(key_of(supplier_id, bill.number))
        return row, bill


def _outcome(row: CheckedBill) -> RowOutcome:
    action = RowAction.LEFT_OUT if row.faults else RowAction.NEW
    return RowOutcome(row.number, action, tuple(row.faults))


def _usual(_profile: CountryProfile) -> Mapping[str, str]:
    return {}


OPENING_BILLS = ImportKind(
    code="bills",
    title=_("Bills from before"),
    permission=ENTER_BOOKS,
    fields=BILL_FIELDS,
    required=(("supplier",), ("number",), ("billed_on",), ("amount",)),
    open=BillWorker,
    usual=_usual,
    at_branch=True,
    one_row_each=False,
)
