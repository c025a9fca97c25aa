"""Papers of a sale issued, made out and requested at once: one original, one buyer, ten wishes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.customer_returns import sold
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.problems import Conflict, Stale
from theriac.core.verification.registry import run_checks
from theriac.domains.sale_documents.commands.change_template import change_template
from theriac.domains.sale_documents.commands.issue_document import issue_document
from theriac.domains.sale_documents.commands.name_buyer import name_buyer
from theriac.domains.sale_documents.commands.request_document import request_document
from theriac.domains.sale_documents.documents import DocumentBuyer
from theriac.domains.sale_documents.models import (
    DocumentRequest,
    IssuedOriginal,
    PaperTemplate,
    SaleBuyer,
)
from theriac.domains.sales.models import ReceiptCopy

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-21")]


def how_many(acts: list[Callable[[], object]]) -> int:
    """How many of these that begin together are done; the others are refused."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], object]) -> bool:
        barrier.wait()
        try:
            asked_again(act)
        except (Conflict, Stale):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return sum(pool.map(one, acts))


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

    assert how_many([named(name) for name in ("Ani", "Budi", "Cici")]) == 1
    assert SaleBuyer.objects.count() == 1

    wish = {**here, "channel": "email", "to": "ani@example.com"}
    for _time in range(8):
        request_document(**wish)
    assert how_many([lambda: request_document(**wish)] * 4) == 2
    assert DocumentRequest.objects.count() == 10
    found = [v.code for result in run_checks() for v in result.violations]
    assert found == []


def test_of_two_first_templates_one_stands(shop: Shop) -> None:
    def change(header: str) -> Callable[[], object]:
        return lambda: change_template(
            actor=shop.owner,
            pharmacy_id=shop.pharmacy_id,
            version=0,
            header=header,
            footer="",
            hidden=(),
        )

    assert how_many([change("A"), change("B"), change("C")]) == 1
    row = PaperTemplate.objects.get()
    assert (row.version, row.header in "ABC") == (1, True)
