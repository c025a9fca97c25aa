"""The next number of each kind of document, as long as none was given out in the year."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import Text, Unprocessable
from theriac.countries.documents import calendar_year
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.models import DocumentNumber
from theriac.domains.organisation.numbering import (
    MOST_NUMBER,
    numbered_documents,
    row_of_numbers,
)
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.problems import NumberGiven
from theriac.domains.organisation.queries.branches import branch_date

RECORD = "organisation.document_number"
WHY: Mapping[str, Text] = {
    "unknown": gettext_lazy("Documents of this type don’t exist. Choose a type from the list."),
    "bounds": gettext_lazy("Enter a whole number between 1 and 999999."),
    "given": gettext_lazy(
        "A document of this type already has a number this year. Its numbers go on from there."
    ),
}


@command(
    name="organisation.set_first_numbers",
    done=gettext_lazy("Set the next document numbers"),
    permission=MANAGE_ORGANISATION,
)
def set_first_numbers(*, actor: Actor, branch_id: BranchId, numbers: Mapping[str, int]) -> None:
    """Number the branch's documents of this year from these on, by the mark of each kind.

    One that is already next is left as it is. Raises Unprocessable for a kind that there isn't and
    for a number out of bounds, NumberGiven where the year has its first; each names the kind as
    its field.
    """
    for mark, number in sorted(numbers.items()):
        fault = fault_of_number(mark, number)
        if fault:
            raise Unprocessable(str(WHY[fault]), field=mark)
        if not keep_first_number(branch_id, mark, number):
            raise NumberGiven(str(WHY["given"]), field=mark)


def fault_of_number(mark: str, number: int) -> str:
    """Why no series can begin so; "" if one can."""
    if mark not in {one.mark for one in numbered_documents()}:
        return "unknown"
    return "" if 1 <= number <= MOST_NUMBER else "bounds"


def keep_first_number(branch_id: UUID, mark: str, number: int) -> bool:
    """Begin there inside the running unit of work; False where one was given out this year.

    The condition is asked in the statement that writes, so a document that takes its number at the
    same time comes wholly before or wholly after.
    """
    year = calendar_year(branch_date(BranchId(branch_id))).label
    row_id = row_of_numbers(branch_id, mark, year)
    row = DocumentNumber.objects.get(id=row_id)
    if number == row.last_number + 1:
        return True
    untouched = DocumentNumber.objects.filter(id=row_id, last_number=F("first_number") - 1)
    if not untouched.update(first_number=number, last_number=number - 1):
        return False
    facts = {
        "document": mark,
        "period": year,
        "before": {"next_number": row.last_number + 1},
        "after": {"next_number": number},
    }
    current_unit().record(RECORD, row_id, facts=facts)
    return True
