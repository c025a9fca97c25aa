"""Numbers of the branches' own documents, such as MLT-GR-26-000012; sales have their terminals'."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from theriac.core.database.counters import take_next
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.countries.documents import DIGITS, calendar_year
from theriac.domains.organisation.models import DocumentNumber
from theriac.domains.organisation.queries.branches import get_branch


def take_document_number(branch_id: UUID, document: str, on: date) -> str:
    """Take the branch's next number of this kind of document in the calendar year of ``on``.

    Called inside a command: one that is rolled back gives its number back, so that the numbers
    have no gap. Only documents of the same kind, branch and year wait for one another.
    """
    year = calendar_year(on).label
    sequence = take_next(DocumentNumber, "last_number", _row_id(branch_id, document, year))
    branch = get_branch(branch_id)
    if sequence is None or branch is None:
        raise AssertionError("the row of numbers was just made")
    return f"{branch.code}-{document}-{year[-2:]}-{sequence:0{DIGITS}d}"


def _row_id(branch_id: UUID, document: str, year: str) -> UUID:
    rows = DocumentNumber.objects.filter(branch_id=branch_id, document=document, period=year)
    found: UUID | None = rows.values_list("id", flat=True).first()
    if found is not None:
        return found
    row = DocumentNumber(
        id=new_id(), branch_id=branch_id, document=document, period=year, last_number=0
    )
    if insert_if_absent(DocumentNumber, row):
        return row.id
    made: UUID = rows.values_list("id", flat=True).get()
    return made
