"""Numbers of the branches' own documents, such as MLT-GR-26-000012; sales have their terminals'.

Each domain declares the kinds of document that it numbers, so that their next number can be set
before the first is given out, and so that what was given out can be compared with what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core.database.counters import take_next
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.problems import Text
from theriac.countries.documents import DIGITS, calendar_year
from theriac.domains.organisation.models import DocumentNumber
from theriac.domains.organisation.queries.branches import get_branch

MOST_NUMBER = 10**DIGITS - 1
"""A number keeps its width, so that numbers sort as they were given out."""


@dataclass(frozen=True, slots=True)
class NumberedDocument:
    """A kind of document by the mark in its numbers; ``kept`` gives a branch's numbers in use."""

    mark: str
    title: Text
    kept: Callable[[UUID], Iterable[str]]


_documents: dict[str, NumberedDocument] = {}


def declare_numbers(mark: str, title: Text, kept: Callable[[UUID], Iterable[str]]) -> None:
    """Say that documents are numbered by this mark. Raises ValueError where others are."""
    if mark in _documents:
        raise ValueError(f"two kinds of documents are numbered by {mark}")
    _documents[mark] = NumberedDocument(mark, title, kept)


def numbered_documents() -> tuple[NumberedDocument, ...]:
    """Every kind of document that the server numbers, by mark."""
    return tuple(_documents[mark] for mark in sorted(_documents))


def written_number(branch_code: str, mark: str, year: str, sequence: int) -> str:
    """The number as documents show it."""
    return f"{branch_code}-{mark}-{year[-2:]}-{sequence:0{DIGITS}d}"


def take_document_number(branch_id: UUID, document: str, on: date) -> str:
    """Take the branch's next number of this kind of document in the calendar year of ``on``.

    Called inside a command: one that is rolled back gives its number back, so that the numbers
    have no gap. Only documents of the same kind, branch and year wait for one another.
    """
    year = calendar_year(on).label
    sequence = take_next(DocumentNumber, "last_number", row_of_numbers(branch_id, document, year))
    branch = get_branch(branch_id)
    if sequence is None or branch is None:
        raise AssertionError("the row of numbers was just made")
    return written_number(branch.code, document, year, sequence)


def row_of_numbers(branch_id: UUID, document: str, year: str) -> UUID:
    """The row that counts them, made when there is none."""
    rows = DocumentNumber.objects.filter(branch_id=branch_id, document=document, period=year)
    found: UUID | None = rows.values_list("id", flat=True).first()
    if found is not None:
        return found
    row = DocumentNumber(id=new_id(), branch_id=branch_id, document=document, period=year)
    if insert_if_absent(DocumentNumber, row):
        return row.id
    made: UUID = rows.values_list("id", flat=True).get()
    return made
