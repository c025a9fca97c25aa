"""Papers of a sale issued, made out and requested at once: one original, one buyer, ten wishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.at_once import how_many
from tests.support.customer_returns import sold
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.problems import Conflict
from theriac.core.verification.registry import run_checks
from theriac.domains.sale_documents.commands.end_request import (
    cancel_document_request,
    mark_document_sent,
)
from theriac.domains.sale_documents.commands.issue_document import issue_document
from theriac.domains.sale_documents.commands.name_buyer import name_buyer
from theriac.domains.sale_documents.commands.request_document import request_document
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.models import (
    DocumentRequest,
    DocumentSending,
    IssuedOriginal,
    SaleBuyer,
)
from theriac.domains.sales.models import ReceiptCopy

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-21")]


def test_of_many_papers_at_once_one_is_the_original(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale_id = sold(shop, [(medicine.id, 1)]).sale.id
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "sale_id": sale_id}

    done = how_many([lambda: issue_document(**here)] * 5)

    assert done == 5
    assert IssuedOriginal.objects.count() == 1
    numbers = ReceiptCopy.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]

    def named(name: str) -> Callable[[], object]:
        return lambda: name_buyer(**here, buyer=DocumentBuyer(name))

    assert how_many([named(name) for name in ("Ani", "Budi", "Cici")], Conflict) == 1
    assert SaleBuyer.objects.count() == 1

    wish: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "kind": "sale",
        "document_id": sale_id,
        "channel": "email",
        "to": "ani@example.com",
    }
    for _time in range(8):
        request_document(**wish)
    assert how_many([lambda: request_document(**wish)] * 4, Conflict) == 2
    assert DocumentRequest.objects.count() == 10
    sent = {"actor": shop.owner, "branch_id": shop.branch_id}
    sent["document_request_id"] = DocumentRequest.objects.order_by("id")[0].id
    ends = [lambda: mark_document_sent(**sent), lambda: cancel_document_request(**sent)]
    assert how_many(ends * 2, Conflict) == 1
    assert DocumentSending.objects.count() == 1
    found = [v.code for result in run_checks() for v in result.violations]
    assert found == []
