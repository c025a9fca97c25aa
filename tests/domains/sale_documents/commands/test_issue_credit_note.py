"""A credit note is issued once; whatever is issued of it again is a copy with the next number."""

from __future__ import annotations

import pytest

from tests.support.customer_returns import a_return, give_back, sold
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.other_branch import shop_there
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound
from theriac.core.verification.registry import run_checks
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.sale_documents.commands.issue_credit_note import issue_credit_note
from theriac.domains.sale_documents.models import CreditNoteIssue
from theriac.domains.sale_documents.papers import credit_bill

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


@pytest.fixture
def note(shop: Shop) -> CustomerReturn:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    return give_back(shop, a_return(sold(shop, [(medicine.id, 2)])))


def test_the_original_comes_once_and_copies_are_numbered(shop: Shop, note: CustomerReturn) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "customer_return_id": note.id}
    issued = [issue_credit_note(**here) for _time in range(3)]

    marks = [credit_bill(shop.owner, note.id, "80", one).mark for one in issued]

    assert marks == ["", "COPY 1", "COPY 2"]
    assert credit_bill(shop.owner, note.id, "80").mark == "FOR VIEWING ONLY"
    [record] = AuditRecord.objects.filter(object_id=issued[2])
    assert record.facts == {"credit_note": note.number, "copy": 2}
    assert [v.code for result in run_checks() for v in result.violations] == []


def test_nobody_issues_what_is_another_branchs(shop: Shop, note: CustomerReturn) -> None:
    there = shop_there(shop)
    with pytest.raises(NotFound):
        issue_credit_note(actor=there.owner, branch_id=there.branch_id, customer_return_id=note.id)
    assert not CreditNoteIssue.objects.exists()
    with pytest.raises(NotFound):
        credit_bill(shop.owner, note.id, "80", note.id)
