"""A copy of a receipt: counted, on record, sealed, of the branch's own sales alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from tests.support.shops import second_branch
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted
from theriac.core.seal.passes import seal_once
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.commands.take_receipt_copy import take_receipt_copy
from theriac.domains.sales.models import ReceiptCopy, Sale

CHECK = "sales.receipt_copies"


def sell(shop: Shop) -> Sale:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=1)]),
    ).sale


def found_by_verify() -> list[tuple[str, Any]]:
    return [(found.code, found.facts) for one in run_checks([CHECK]) for found in one.violations]


@pytest.mark.django_db
def test_each_copy_has_its_number_and_who_took_it() -> None:
    shop = open_shop()
    sale = sell(shop)
    cashier = add_staff("cashier", shop.branch_id)
    named: dict[str, Any] = {"branch_id": shop.branch_id, "sale_id": sale.id}

    first = take_receipt_copy(actor=cashier, **named)
    second = take_receipt_copy(actor=shop.owner, **named)

    copies = {one.id: one for one in ReceiptCopy.objects.all()}
    told = [(copies[key].number, copies[key].taken_by) for key in (first, second)]
    assert told == [(1, cashier.id), (2, shop.owner.id)]
    records = AuditRecord.objects.filter(command="sales.take_receipt_copy").order_by("recorded_at")
    assert [(one.object_kind, one.object_id, one.facts) for one in records] == [
        ("sales.receipt_copy", first, {"sale": sale.number, "copy": 1}),
        ("sales.receipt_copy", second, {"sale": sale.number, "copy": 2}),
    ]
    assert found_by_verify() == []


@pytest.mark.django_db
def test_another_branchs_receipt_and_who_may_not_are_refused() -> None:
    shop = open_shop()
    sale = sell(shop)
    there = second_branch(shop)
    with pytest.raises(NotFound, match="Search again"):
        take_receipt_copy(actor=shop.owner, branch_id=there, sale_id=sale.id)
    for role, branch_id in (("auditor", shop.branch_id), ("cashier", there)):
        person = add_staff(role, branch_id)
        with pytest.raises(NotPermitted):
            take_receipt_copy(actor=person, branch_id=shop.branch_id, sale_id=sale.id)
    assert not ReceiptCopy.objects.exists()


@pytest.mark.django_db
def test_verify_finds_a_copy_that_is_missing_or_nobody_took() -> None:
    shop = open_shop()
    sale = sell(shop)
    ReceiptCopy.objects.create(
        sale=sale, number=2, taken_at=sale.recorded_at, taken_by=shop.owner.id
    )
    assert found_by_verify() == [
        ("sales.copy_missing", {"sale": str(sale.id), "counted": 1, "last": 2}),
        ("sales.copy_unrecorded", {"sale": str(sale.id)}),
    ]


@pytest.mark.django_db(transaction=True)
def test_copies_taken_at_once_have_numbers_of_their_own(settings: Any, tmp_path: Any) -> None:
    settings.SEAL_STORE, settings.SEAL_KEY = tmp_path / "store", "07" * 32
    shop = open_shop()
    sale = sell(shop)

    def take(_turn: int) -> UUID:
        try:
            return take_receipt_copy(actor=shop.owner, branch_id=shop.branch_id, sale_id=sale.id)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take, range(8)))
    numbers = ReceiptCopy.objects.filter(sale=sale).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 9))
    seal_once()
    assert [(one.name, one.violations) for one in run_checks() if one.violations] == []
