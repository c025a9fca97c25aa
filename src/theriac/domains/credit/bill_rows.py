"""What customers owed from before as a kind of import: a row is an unpaid bill of an organisation.

The customer is an account's number or an organisation's name; an unknown one gets an account.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.command import current_unit
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import Problem
from theriac.core.tables.cells import Row
from theriac.core.tables.heads import fold
from theriac.countries.base import CountryProfile
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.catalog.imports.faults import RowFault
from theriac.domains.catalog.imports.fields import Field, FieldKind, words
from theriac.domains.catalog.imports.kinds import ImportContext, ImportKind
from theriac.domains.catalog.imports.outcomes import RowAction, RowOutcome
from theriac.domains.catalog.imports.rowcells import RowCells
from theriac.domains.credit.commands.open import (
    CreditAccountNew,
    CreditHolder,
    keep_account,
    tidy_holder,
)
from theriac.domains.credit.commands.opening_balance import CreditOpening, keep_credit_opening
from theriac.domains.credit.models import CreditAccount, CreditEntry
from theriac.domains.credit.rules import plain_number
from theriac.domains.organisation.queries.branches import branch_date, lock_branch

CREDIT_FIELDS: tuple[Field, ...] = (
    Field(
        "customer",
        _("Customer or account number"),
        words=words(
            "customer|customer name|account|account number|debtor|organisation|pelanggan"
            "|nama pelanggan|nomor akun|debitur|party|party name"
        ),
        longest=120,
    ),
    Field(
        "number",
        _("Bill number"),
        words=words("number|invoice|invoice no|bill|bill no|faktur|no faktur|nomor|tagihan"),
        longest=40,
    ),
    Field(
        "billed_on",
        _("Bill date"),
        FieldKind.DAY,
        words("date|invoice date|bill date|tanggal|tgl|tanggal faktur|billed on"),
    ),
    Field(
        "amount",
        _("Left to pay"),
        FieldKind.MONEY,
        words("amount|left|balance|outstanding|to pay|sisa|piutang|sisa piutang|jumlah|saldo"),
    ),
)
Key = tuple[str, str, date]


@dataclass(slots=True)
class CheckedCredit:
    """A row as it was read; ``customer`` as it is written."""

    number: int
    customer: str
    facts: Mapping[str, Any]
    faults: list[RowFault] = field(default_factory=list)
    columns: Mapping[str, str] = field(default_factory=dict)

    def fault(self, code: str, kind: str, **params: str | int) -> None:
        """Note what keeps the row out."""
        content = str(self.facts.get(code) or self.customer)
        self.faults.append(RowFault(self.columns.get(code, ""), content, kind, params))


class CreditWorker:
    """Brings the rows of one table of unpaid bills in, at the import's branch."""

    def __init__(self, context: ImportContext) -> None:
        self._reading = context.reading
        self._branch_id = context.branch_id
        self._columns = {
            one.code: self._reading.names[self._reading.places[one.code][0]]
            for one in CREDIT_FIELDS
            if self._reading.has(one.code)
        }

    def check(self, row: Row) -> CheckedCredit:
        """The row's content and faults."""
        cells = RowCells(self._reading, row)
        facts = {
            "number": cells.text("number") if self._reading.has("number") else "",
            "billed_on": cells.day("billed_on"),
            "amount": cells.money("amount"),
        }
        checked = CheckedCredit(
            row.number, cells.text("customer"), facts, cells.faults, self._columns
        )
        if not checked.faults and not facts["amount"]:
            checked.fault("amount", "amount_zero")
        elif not checked.faults and facts["billed_on"] is None:
            checked.fault("billed_on", "day_empty")
        return checked

    def judge(self, rows: Sequence[CheckedCredit]) -> list[RowOutcome]:
        """What these rows would do."""
        accounts = accounts_by_word()
        known = _bills_of(accounts.values())
        return [_outcome(self._planned(row, accounts, known)) for row in rows]

    def write(self, rows: Sequence[CheckedCredit]) -> list[RowOutcome]:
        """Take these rows in."""
        if self._branch_id is None:
            return self.judge(rows)
        lock_branch(self._branch_id)
        accounts = accounts_by_word()
        known = _bills_of(accounts.values())
        planned = [self._planned(row, accounts, known) for row in rows]
        return [_outcome(_taken(self._branch_id, row, accounts)) for row in planned]

    def wrote(self, rows: Sequence[CheckedCredit]) -> None:
        """Nothing to note: bills that were taken are found by their numbers."""

    def _planned(
        self, row: CheckedCredit, accounts: Mapping[str, UUID], known: set[Key]
    ) -> CheckedCredit:
        row = CheckedCredit(row.number, row.customer, row.facts, list(row.faults), row.columns)
        if row.faults or self._branch_id is None:
            return row
        word = word_of(row.customer)
        key = (str(accounts.get(word, word)), str(row.facts["number"]), row.facts["billed_on"])
        if row.facts["billed_on"] > branch_date(self._branch_id):
            row.fault("billed_on", "refused", sentence=str(FUTURE))
        elif key in known:
            row.fault("number", "refused", sentence=str(KNOWN))
        known.add(key)
        return row


FUTURE = _("This date is in the future. Enter the date of the bill.")
KNOWN = _("This bill is already recorded. Check its number and date.")


def word_of(customer: str) -> str:
    """By what a customer of a row is known: an account's number, else the folded name."""
    return plain_number(customer) or fold(customer)


def accounts_by_word() -> dict[str, UUID]:
    """The accounts that aren't closed by number, organisations by their folded names too."""
    rows = CreditAccount.objects.exclude(state=CreditAccount.State.CLOSED).order_by("-opened_at")
    found: dict[str, UUID] = {}
    for row in rows:
        found[row.number] = row.id
        if row.patient_id is None:
            found[fold(row.holder.get("name", ""))] = row.id
    return found


def _bills_of(account_ids: Any) -> set[Key]:
    rows = CreditEntry.objects.filter(
        account_id__in=set(account_ids), kind=CreditEntry.Kind.OPENING
    ).order_by()
    columns = rows.values_list("account_id", "number", "booked_on")
    return {(str(key), number, day) for key, number, day in columns}


def _new_account(name: str) -> UUID:
    new = CreditAccountNew(holder=given(CreditHolder, name=name))
    return keep_account(new_id(), new, tidy_holder(new.holder), current_unit().actor.id)


def _taken(branch_id: UUID, row: CheckedCredit, accounts: dict[str, UUID]) -> CheckedCredit:
    """The row, with its bill recorded and its account opened where it needs one."""
    if row.faults:
        return row
    word = word_of(row.customer)
    try:
        opening = given(CreditOpening, **row.facts)
        if word not in accounts:
            accounts[word] = _new_account(row.customer)
        keep_credit_opening(branch_id, accounts[word], opening, new_id())
    except Problem as problem:
        row.fault(problem.field or "customer", "refused", sentence=str(problem.detail))
    return row


def _outcome(row: CheckedCredit) -> RowOutcome:
    action = RowAction.LEFT_OUT if row.faults else RowAction.NEW
    return RowOutcome(row.number, action, tuple(row.faults))


def _usual(_profile: CountryProfile) -> Mapping[str, str]:
    return {}


OPENING_CREDIT = ImportKind(
    code="credit",
    title=_("Owed by customers from before"),
    permission=ENTER_BOOKS,
    fields=CREDIT_FIELDS,
    required=(("customer",), ("billed_on",), ("amount",)),
    open=CreditWorker,
    usual=_usual,
    at_branch=True,
    one_row_each=False,
)
