"""Money that people enter by hand, and its reversal."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound, require_reason
from theriac.domains.books.journal import EnteredDocument, enter, enter_opposite
from theriac.domains.books.permissions import ENTER_BOOKS
from theriac.domains.books.problems import VoucherRefused, VoucherReversed
from theriac.domains.books.queries.documents import first_of
from theriac.domains.books.voucher import VOUCHER, VoucherNew, amounts_of_voucher, faults_of_voucher
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date, lock_branch

NUMBERED = "BV"
"""The mark of vouchers in their numbers, such as MLT-BV-26-000012."""


@command(
    name="books.enter_voucher",
    done=gettext_lazy("Recorded money"),
    permission=ENTER_BOOKS,
)
def enter_voucher(*, actor: Actor, branch_id: BranchId, voucher: VoucherNew) -> UUID:
    """Enter what came in or went out at a branch, under the branch's next number; its id.

    Raises VoucherRefused for an account that doesn't fit, and for a day that is to come.
    """
    words = {
        "money": _("Choose cash, bank, or card or QR payments."),
        "account": _("Choose an account from the list."),
        "same": _("Choose another account than the one that the money leaves."),
    }
    errors = {field: words[fault] for field, fault in faults_of_voucher(voucher).items()}
    if voucher.on > branch_date(branch_id):
        errors["on"] = _("This date is in the future. Enter the date of the payment.")
    if errors:
        raise VoucherRefused(errors=errors)
    voucher_id = current_unit().effect_id
    number = take_document_number(branch_id, NUMBERED, voucher.on)
    document = EnteredDocument(
        kind=VOUCHER,
        id=voucher_id,
        branch_id=branch_id,
        number=number,
        booked_on=voucher.on,
        note=" · ".join(part for part in (voucher.reference, voucher.note) if part),
    )
    enter(document, amounts_of_voucher(voucher))
    facts = {"number": number, "kind": voucher.kind.value, "amount": voucher.amount}
    current_unit().record("books.voucher", voucher_id, facts=facts)
    return voucher_id


@command(
    name="books.reverse_voucher",
    done=gettext_lazy("Reversed a money entry"),
    permission=ENTER_BOOKS,
)
def reverse_voucher(*, actor: Actor, branch_id: BranchId, voucher_id: UUID, reason: str) -> UUID:
    """Answer a voucher by its opposite, today; the first stays.

    Raises Unprocessable without a reason, NotFound for one that isn't the branch's,
    VoucherReversed.
    """
    why = require_reason(reason)
    lock_branch(branch_id)
    first = first_of(VOUCHER, voucher_id, branch_id)
    if first is None:
        raise NotFound(_("This entry doesn’t exist. Choose one from the journal."))
    document = EnteredDocument(
        kind=VOUCHER,
        id=voucher_id,
        branch_id=branch_id,
        number=first.document_number,
        booked_on=branch_date(branch_id),
        note=why,
    )
    if not enter_opposite(document):
        raise VoucherReversed
    current_unit().record(
        "books.voucher", voucher_id, reason=why, facts={"number": first.document_number}
    )
    return voucher_id
