"""The original once, copies by number; from counters only copies; on the trail, and verify."""

from __future__ import annotations

import pytest

from tests.support.customer_returns import sold
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.surfaces.other_branch import shop_there
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.core.verification.registry import run_checks
from theriac.domains.sale_documents.commands.issue_document import issue_document
from theriac.domains.sale_documents.models import IssuedOriginal
from theriac.domains.sale_documents.papers import sale_bill
from theriac.domains.sale_documents.queries import get_issue
from theriac.domains.sales.models import Sale
from theriac.domains.sales.permissions import COPY_RECEIPT

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


def test_a_programs_sale_has_its_original_once_and_copies_after(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 1)]).sale

    issues = [
        issue_document(actor=shop.owner, branch_id=shop.branch_id, sale_id=sale.id)
        for _time in range(3)
    ]

    marks = [sale_bill(shop.owner, sale.id, "80", one).mark for one in issues]
    assert marks == ["", "COPY 1", "COPY 2"]
    assert sale_bill(shop.owner, sale.id, "80").mark == "FOR VIEWING ONLY"
    kinds = ["sale_documents.original", "sales.receipt_copy"]
    told = AuditRecord.objects.filter(object_kind__in=kinds).order_by("recorded_at", "id")
    assert [row.object_id for row in told] == issues
    found = list(run_checks(["sale_documents.originals", "sale_documents.audit"]))
    assert [len(one.violations) for one in found] == [0, 0]


def test_what_a_counter_sold_is_issued_as_a_copy(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])]))
    sale = Sale.objects.get()

    issue = issue_document(actor=shop.owner, branch_id=shop.branch_id, sale_id=sale.id)

    found = get_issue(actor=shop.owner, sale_id=sale.id, issue_id=issue)
    assert found is not None
    assert (found.copy, found.is_original) == (1, False)
    assert IssuedOriginal.objects.count() == 0


def test_nothing_of_another_branch_or_sale_is_issued_or_shown(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    one, other = (sold(shop, [(medicine.id, 1)]).sale for _time in range(2))
    there = shop_there(shop)
    issue = issue_document(actor=shop.owner, branch_id=shop.branch_id, sale_id=one.id)

    for sale_id in (one.id, new_id()):
        with pytest.raises(NotFound):
            issue_document(actor=shop.owner, branch_id=there.branch_id, sale_id=sale_id)
    with pytest.raises(NotFound):
        sale_bill(shop.owner, other.id, "80", issue)
    stranger = add_staff("cashier", there.branch_id, "there")
    assert stranger.may(COPY_RECEIPT, there.branch_id)
    with pytest.raises(NotFound):
        sale_bill(stranger, one.id, "80", issue)
