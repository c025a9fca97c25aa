"""How far each kind of document is numbered at a branch, this year."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.core.query import query
from theriac.countries.documents import calendar_year
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.models import DocumentNumber
from theriac.domains.organisation.numbering import numbered_documents, written_number
from theriac.domains.organisation.permissions import VIEW_ORGANISATION
from theriac.domains.organisation.queries.branches import branch_date, get_branch


@dataclass(frozen=True, slots=True)
class DocumentNumbers:
    """One kind: its mark, the next number alone and as written, whether this year has one."""

    document: str
    title: Text
    year: str
    first_number: int
    next_number: int
    written: str

    @property
    def is_begun(self) -> bool:
        """Whether a number was given out, so that the next is fixed."""
        return self.next_number > self.first_number


@query(permission=VIEW_ORGANISATION)
def document_numbers(*, actor: Actor, branch_id: BranchId) -> tuple[DocumentNumbers, ...]:
    """Every kind of document, by its mark."""
    return numbers_at(branch_id)


def numbers_at(branch_id: BranchId) -> tuple[DocumentNumbers, ...]:
    """The same, for who asked the right already."""
    branch = get_branch(branch_id)
    year = calendar_year(branch_date(branch_id)).label
    rows = DocumentNumber.objects.filter(branch_id=branch_id, period=year).values_list(
        "document", "first_number", "last_number"
    )
    known = {document: (first, last) for document, first, last in rows}
    found = []
    for one in numbered_documents():
        first, last = known.get(one.mark, (1, 0))
        written = written_number(branch.code if branch else "", one.mark, year, last + 1)
        found.append(DocumentNumbers(one.mark, one.title, year, first, last + 1, written))
    return tuple(found)
