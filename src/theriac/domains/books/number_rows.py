"""Next document numbers as a kind of import: a row is a kind of document and its next number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from theriac.core.tables.cells import Row
from theriac.core.tables.heads import fold
from theriac.countries.base import CountryProfile
from theriac.domains.catalog.imports.faults import RowFault
from theriac.domains.catalog.imports.fields import Field, FieldKind, words
from theriac.domains.catalog.imports.kinds import ImportContext, ImportKind
from theriac.domains.catalog.imports.outcomes import RowAction, RowOutcome
from theriac.domains.catalog.imports.rowcells import RowCells
from theriac.domains.organisation.commands.document_numbers import (
    WHY,
    fault_of_number,
    keep_first_number,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import numbered_documents
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.document_numbers import numbers_at

NUMBER_FIELDS: tuple[Field, ...] = (
    Field(
        "document",
        _("Document"),
        words=words(
            "document|document type|series|kind|mark|prefix|dokumen|jenis dokumen|seri|kode dokumen"
        ),
        longest=60,
    ),
    Field(
        "next_number",
        _("Next number"),
        FieldKind.WHOLE,
        words(
            "next|next number|next no|number|first number|starting number|nomor|nomor berikutnya"
            "|no berikutnya|nomor awal"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """A row as it was read: the mark of its kind of document, "" for none, and its number."""

    number: int
    mark: str
    next_number: int
    faults: tuple[RowFault, ...] = ()


class NumberWorker:
    """Brings the rows of one table of next numbers in, at the import's branch."""

    def __init__(self, context: ImportContext) -> None:
        self._reading = context.reading
        self._branch_id = context.branch_id
        self._marks = {fold(one.mark): one.mark for one in numbered_documents()}
        self._marks |= {fold(str(one.title)): one.mark for one in numbered_documents()}

    def check(self, row: Row) -> CheckedNumber:
        """The row's content and faults."""
        cells = RowCells(self._reading, row)
        mark = self._marks.get(fold(cells.text("document")), "")
        number = cells.whole("next_number") or 0
        if not cells.faults:
            fault = fault_of_number(mark, number)
            if fault:
                at = "document" if fault == "unknown" else "next_number"
                cells.fault(at, "refused", sentence=str(WHY[fault]))
        return CheckedNumber(row.number, mark, number, tuple(cells.faults))

    def judge(self, rows: Sequence[CheckedNumber]) -> list[RowOutcome]:
        """What these rows would do."""
        return [self._outcome(row) for row in self._with_begun(rows)]

    def write(self, rows: Sequence[CheckedNumber]) -> list[RowOutcome]:
        """Take these rows in; one whose series has begun meanwhile is left out."""
        return [self._outcome(self._kept(row)) for row in self._with_begun(rows)]

    def _kept(self, row: CheckedNumber) -> CheckedNumber:
        if row.faults or self._branch_id is None:
            return row
        kept = keep_first_number(self._branch_id, row.mark, row.next_number)
        return row if kept else self._refused(row)

    def wrote(self, rows: Sequence[CheckedNumber]) -> None:
        """Nothing to note: the numbers stand where they are counted."""

    def _with_begun(self, rows: Sequence[CheckedNumber]) -> list[CheckedNumber]:
        if self._branch_id is None:
            return list(rows)
        begun = {
            one.document: one.next_number
            for one in numbers_at(BranchId(self._branch_id))
            if one.is_begun
        }
        return [
            self._refused(row)
            if not row.faults and begun.get(row.mark, row.next_number) != row.next_number
            else row
            for row in rows
        ]

    def _refused(self, row: CheckedNumber) -> CheckedNumber:
        place = self._reading.places["next_number"][0]
        fault = RowFault(
            self._reading.names[place],
            str(row.next_number),
            "refused",
            {"sentence": str(WHY["given"])},
        )
        return replace(row, faults=(fault,))

    def _outcome(self, row: CheckedNumber) -> RowOutcome:
        action = RowAction.LEFT_OUT if row.faults else RowAction.NEW
        return RowOutcome(row.number, action, row.faults)


def _usual(_profile: CountryProfile) -> Mapping[str, str]:
    return {}


DOCUMENT_NUMBERS = ImportKind(
    code="numbers",
    title=_("Next document numbers"),
    permission=MANAGE_ORGANISATION,
    fields=NUMBER_FIELDS,
    required=(("document",), ("next_number",)),
    open=NumberWorker,
    usual=_usual,
    at_branch=True,
    one_row_each=False,
)
