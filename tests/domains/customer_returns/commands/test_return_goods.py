"""Returning goods by their receipt: how much, where they go, what is refunded and entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.customer_returns import a_return, approved_return, give_back, returned, sold
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.audit.models import AuditRecord
from theriac.core.facts.records import given
from theriac.core.problems import NotFound, Problem
from theriac.core.verification.registry import run_checks
from theriac.domains.books.queries.documents import amounts_entered
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Product
from theriac.domains.customer_returns.drafts import RefundGiven
from theriac.domains.customer_returns.models import (
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
)
from theriac.domains.customer_returns.problems import NotReturnable, RefundUnfit, ReturnTooMuch
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Balance, Batch, Movement

pytestmark = pytest.mark.django_db


def lying(batch_id: UUID) -> dict[str, int]:
    rows = Balance.objects.filter(batch_id=batch_id, quantity__gt=0)
    return dict(rows.values_list("place__kind", "quantity"))


@pytest.mark.rows("SAL-10")
def test_no_more_comes_back_than_was_sold_and_it_lies_in_its_own_batch(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 5)])
    line = sale.lines[0].id

    note = give_back(shop, a_return(sale, returned(line, 2)))

    assert (note.number, note.total, note.tax) == (f"MLT-CN-{shop.today:%y}-000001", 1400, 138)
    assert lying(batch) == {"shelf": 7}
    moved = Movement.objects.get(kind="brought_back")
    assert (moved.batch_id, moved.quantity, moved.document_number) == (batch, 2, note.number)
    with pytest.raises(ReturnTooMuch) as refused:
        give_back(shop, a_return(sale, returned(line, 4)))
    assert (refused.value.facts["requested"], refused.value.facts["left"]) == (4, 3)
    rest = give_back(shop, a_return(sale, returned(line, 3)))
    assert note.total + rest.total == sale.sale.total
    assert note.tax + rest.tax == sale.sale.tax
    assert lying(batch) == {"shelf": 10}


def test_a_line_of_two_batches_gives_each_back_to_its_own(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first = stock_up(shop, medicine, 4, days=200, batch_number="JUN")
    later = stock_up(shop, medicine, 20, days=400, batch_number="DEC")
    sale = sold(shop, [(medicine.id, 6)])
    line = sale.lines[0].id

    give_back(shop, a_return(sale, returned(line, 1, batch_id=later)))
    give_back(shop, a_return(sale, returned(line, 5)))

    assert (lying(first), lying(later)) == ({"shelf": 4}, {"shelf": 20})
    amounts = CustomerReturnLine.objects.order_by("customer_return_id", "position")
    assert sum(one.amount for one in amounts) == sale.sale.total
    with pytest.raises(ReturnTooMuch):
        give_back(shop, a_return(sale, returned(line, 1, batch_id=later)))


@pytest.mark.rows("SAL-13")
@pytest.mark.parametrize(
    ("particulars", "line", "goes"),
    [
        ({}, {}, "shelf"),
        ({}, {"goes": "quarantine"}, "quarantine"),
        ({}, {"goes": "destruction"}, "destruction"),
        ({}, {"condition": "opened"}, "destruction"),
        ({}, {"condition": "damaged", "goes": "shelf"}, "destruction"),
        ({"storage": "fridge"}, {}, "quarantine"),
        ({"storage": "fridge"}, {"goes": "shelf"}, "quarantine"),
    ],
)
def test_where_goods_go_is_never_milder_than_the_rule(
    shop: Shop, particulars: Mapping[str, Any], line: Mapping[str, Any], goes: str
) -> None:
    medicine = add_medicine(shop, **particulars)
    batch = stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 4)])

    give_back(shop, a_return(sale, returned(sale.lines[0].id, 4, **line)))

    assert CustomerReturnLine.objects.get().goes == goes
    assert lying(batch) == ({"shelf": 10} if goes == "shelf" else {"shelf": 6, "quarantine": 4})


def test_a_pharmacy_may_sell_no_return_again(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 4)])
    PharmacySettings.objects.update(returns_to_shelf=False)

    give_back(shop, a_return(sale))

    assert lying(batch) == {"shelf": 6, "quarantine": 4}


def test_what_was_held_or_has_expired_since_goes_into_quarantine(shop: Shop) -> None:
    medicine = add_medicine(shop)
    held = stock_up(shop, medicine, 5, days=100, batch_number="HELD")
    expired = stock_up(shop, medicine, 5, days=200, batch_number="OLD")
    sale = sold(shop, [(medicine.id, 8)])
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="looked odd")
    Batch.objects.filter(id=expired).update(expires_on=shop.today)

    give_back(shop, a_return(sale))

    assert (lying(held), lying(expired)) == ({"quarantine": 5}, {"shelf": 2, "quarantine": 3})


def test_the_money_goes_back_by_the_way_it_was_paid(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 10)], paid=[("card", 3000), ("cash", None)])
    line = sale.lines[0].id

    first = give_back(shop, a_return(sale, returned(line, 5)))
    second = give_back(shop, a_return(sale, returned(line, 5)))

    def ways(note: CustomerReturn) -> list[tuple[str, int]]:
        rows = CustomerRefund.objects.filter(customer_return=note).order_by("position")
        return list(rows.values_list("method", "amount"))

    assert ways(first) == [("card", 3000), ("cash", 500)]
    assert ways(second) == [("cash", 3500)]
    entered = amounts_entered("customer_return", first.id, shop.branch_id)
    assert entered == {
        "sales": 3500 - first.tax,
        "output_tax": first.tax,
        "card": -3000,
        "cash": -500,
    }
    goods = amounts_entered("brought_back", first.id, shop.branch_id)
    assert goods == {"stock": 2000, "cost_of_goods": -2000}


def test_refunds_that_do_not_add_up_are_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 10)])
    wrong = [given(RefundGiven, method="cash", amount=6999)]

    with pytest.raises(RefundUnfit) as refused:
        give_back(shop, a_return(sale, refunds=wrong))

    assert refused.value.facts["total"] == 7000
    assert str(refused.value) == "The refunds must add up to Rp 7.000. Change their amounts."


def test_cash_for_a_card_payment_is_approved_by_somebody_else(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 10)], paid=[("card", None)])
    draft = a_return(sale, refunds=[given(RefundGiven, method="cash", amount=7000)])

    with pytest.raises(ApprovalNeeded) as needed:
        give_back(shop, draft)
    note = approved_return(shop, draft)

    assert needed.value.facts["content"]["why"] == ["other_means"]
    assert note.approval_id is not None
    record = AuditRecord.objects.get(object_kind="customer_returns.return")
    assert record.facts["approval_id"] == str(note.approval_id)


def test_a_sale_of_another_day_is_approved_and_so_is_what_is_above_the_days_limit(
    shop: Shop,
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 2000)
    old, large, small = (sold(shop, [(medicine.id, units)]) for units in (1, 800, 1))
    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(ApprovalNeeded) as other_day:
        give_back(shop, a_return(old))

    with pytest.raises(ApprovalNeeded) as above:
        give_back(shop, a_return(large))
    first = give_back(shop, a_return(large, returned(large.lines[0].id, 714)))
    with pytest.raises(ApprovalNeeded):
        give_back(shop, a_return(small))

    assert other_day.value.facts["content"]["why"] == ["other_day"]
    assert above.value.facts["content"]["why"] == ["above_limit"]
    assert first.total == 499_800


def test_rounding_of_cash_is_taken_back_with_the_last_part(shop: Shop) -> None:
    PharmacySettings.objects.update(cash_rounding=100)
    medicine = add_medicine(shop, packs=[_tablet(333)])
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 7)])
    line = sale.lines[0].id
    assert (sale.sale.total, sale.sale.rounding) == (2300, -31)

    parts = [give_back(shop, a_return(sale, returned(line, units))) for units in (3, 2, 2)]

    assert [(one.amount, one.rounding, one.total) for one in parts] == [
        (999, 1, 1000),
        (666, 34, 700),
        (666, -66, 600),
    ]
    assert sum(one.total for one in parts) == sale.sale.total


def _tablet(price: int) -> Any:
    return NewPack(name="tablet", factor=1, price=price)


@pytest.mark.rows("SAL-13")
def test_a_registered_medicine_is_refused_and_a_prescribed_one_never_goes_to_the_shelf(
    shop: Shop,
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 4)])
    _reclassify(medicine.id, "keras")

    give_back(shop, a_return(sale, returned(sale.lines[0].id, 2, goes="shelf")))
    _reclassify(medicine.id, "psikotropika")
    with pytest.raises(NotReturnable) as refused:
        give_back(shop, a_return(sale, returned(sale.lines[0].id, 2)))

    assert lying(batch) == {"shelf": 6, "quarantine": 2}
    assert str(refused.value) == (
        "Paracetamol 500 mg tablet is a controlled medicine and can’t be refunded as a return. "
        "Accept it under Returned medicines, for destruction."
    )


def _reclassify(product_id: UUID, legal_class: str) -> None:
    Product.objects.filter(id=product_id).update(legal_class=legal_class)


def test_a_sale_that_is_not_there_or_not_seen_is_not_found(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    sale = sold(shop, [(medicine.id, 4)])
    restocker = add_staff("restocker", shop.branch_id)
    draft = a_return(sale)

    with pytest.raises(NotFound):
        give_back(shop, given(type(draft), **{**_facts(draft), "sale_id": shop.branch_id}))
    with pytest.raises(Problem) as refused:
        give_back(shop, draft, actor=restocker)

    assert refused.value.type == "not_permitted"
    assert CustomerReturn.objects.count() == 0


def _facts(draft: Any) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in type(draft).__dataclass_fields__}


def test_everything_recomputes(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 7)], paid=[("card", 3000), ("cash", None)])
    give_back(shop, a_return(sale, returned(sale.lines[0].id, 3)))
    give_back(shop, a_return(sale, returned(sale.lines[0].id, 4, condition="opened")))

    assert [one for result in run_checks() for one in result.violations] == []
