"""Handing out the paper of a credit note: the original once, then copies by number."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.problems import NotFound
from theriac.domains.customer_returns.queries.notes import find_note, lock_note
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sale_documents.models import CreditNoteIssue
from theriac.domains.sales.permissions import COPY_RECEIPT


@command(
    name="sale_documents.issue_credit_note",
    done=gettext_lazy("Issued a credit note"),
    permission=COPY_RECEIPT,
)
def issue_credit_note(*, actor: Actor, branch_id: BranchId, customer_return_id: UUID) -> UUID:
    """The id of what is issued: the original of a note of the office, else the next copy.

    Raises NotFound for a note of another branch as for none.
    """
    lock_note(customer_return_id)
    note = find_note(customer_return_id)
    if note is None or note.branch_id != branch_id:
        raise NotFound(_("This credit note doesn’t exist. Choose one from the list."))
    issued = CreditNoteIssue.objects.filter(customer_return_id=note.id).count()
    row = CreditNoteIssue(
        id=current_unit().effect_id,
        customer_return_id=note.id,
        number=issued + (note.series_id is not None),
        issued_at=clock.now(),
        issued_by=actor.id,
    )
    insert_rows(CreditNoteIssue, [row])
    facts = {"credit_note": note.number, "copy": row.number}
    current_unit().record("sale_documents.credit_note", row.id, facts=facts)
    return row.id
