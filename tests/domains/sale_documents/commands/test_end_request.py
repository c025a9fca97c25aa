"""A wish to send ends once: the paper was sent, or nobody wants it any more."""

from __future__ import annotations

import pytest

from tests.support.customer_returns import sold
from tests.support.sent_documents import a_document_request
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.surfaces.other_branch import shop_there
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, NotFound, NotPermitted
from theriac.core.verification.registry import run_checks
from theriac.domains.sale_documents.commands.end_request import (
    cancel_document_request,
    mark_document_sent,
)
from theriac.domains.sale_documents.models import DocumentSending
from theriac.domains.sale_documents.requests.queries import requests_of
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


@pytest.fixture
def sale(shop: Shop) -> Sale:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    return sold(shop, [(medicine.id, 1)]).sale


def test_it_is_marked_as_sent_once_by_name(shop: Shop, sale: Sale) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    key = a_document_request(shop, sale.id)

    sending_id = mark_document_sent(**here, document_request_id=key)

    [found] = requests_of(actor=shop.owner, document_id=sale.id)
    assert (found.state, found.ended_by) == ("sent", shop.owner.id)
    [record] = AuditRecord.objects.filter(object_id=sending_id)
    assert record.facts == {"document": sale.number, "channel": "email", "outcome": "sent"}
    for again in (mark_document_sent, cancel_document_request):
        with pytest.raises(Conflict):
            again(**here, document_request_id=key)
    assert DocumentSending.objects.count() == 1
    assert [v.code for result in run_checks() for v in result.violations] == []


def test_it_is_cancelled_and_asked_for_again(shop: Shop, sale: Sale) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    first = a_document_request(shop, sale.id)
    cancel_document_request(**here, document_request_id=first)
    second = a_document_request(shop, sale.id)

    with pytest.raises(Conflict):
        mark_document_sent(**here, document_request_id=first)
    mark_document_sent(**here, document_request_id=second)

    states = [one.state for one in requests_of(actor=shop.owner, document_id=sale.id)]
    assert states == ["sent", "cancelled"]


def test_nobody_ends_what_is_another_branchs(shop: Shop, sale: Sale) -> None:
    key = a_document_request(shop, sale.id)
    there = shop_there(shop)
    with pytest.raises(NotFound):
        mark_document_sent(actor=there.owner, branch_id=there.branch_id, document_request_id=key)
    with pytest.raises(NotPermitted):
        mark_document_sent(
            actor=add_staff("auditor", shop.branch_id),
            branch_id=shop.branch_id,
            document_request_id=key,
        )
