"""A program's sale: allocation, amounts, number, and every refusal."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.sales.selling.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db

BEGIN_AND_COMMIT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def sell(shop: Shop, *items: SaleItem, **draft: object) -> CompletedSale:
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items, **draft),  # type: ignore[arg-type]
    )


@pytest.mark.rows("STK-10", "SAL-01")
def test_takes_the_batch_that_expires_first_and_then_the_next(shop: Shop) -> None:
    medicine = add_medicine(shop)
    later = stock_up(shop, medicine, 20, days=400, batch_number="DEC")
    sooner = stock_up(shop, medicine, 10, days=200, batch_number="JUN")

    done = sell(shop, SaleItem(product_id=medicine.id, quantity=15))

    taken = {m.batch_id: m.quantity for m in Movement.objects.filter(kind="sale")}
    assert taken == {sooner: 10, later: 5}
    assert done.sale.total == 15 * 700
    assert done.left == {medicine.id: 15}


def test_books_amounts_number_and_payment_exactly(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)

    done = sell(
        shop,
        SaleItem(product_id=medicine.id, pack_id=medicine.packs[10], packs=2),
        tenders=[TenderGiven(method=PaymentMethod.CASH, amount=20000)],
    )

    assert (done.sale.number, done.sale.sequence) == (f"MLT-A1-{shop.today:%y}-000001", 1)
    assert (done.sale.total, done.sale.tax) == (13000, 1288)
    assert [(p.tendered, p.change) for p in done.payments] == [(20000, 7000)]
    assert Balance.objects.get().quantity == 80


def test_refuses_naming_product_requested_and_available_and_changes_nothing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 3)

    with pytest.raises(InsufficientStock) as refused:
        sell(shop, SaleItem(product_id=medicine.id, quantity=4))

    facts = refused.value.facts
    assert (facts["product_id"], facts["requested"], facts["available"]) == (medicine.id, 4, 3)
    assert Sale.objects.count() == 0
    assert Balance.objects.get().quantity == 3


@pytest.mark.parametrize("count", [1, 5, 12])
def test_issues_a_constant_number_of_statements(shop: Shop, count: int) -> None:
    medicines = [add_medicine(shop, f"Medicine {index}") for index in range(count)]
    for medicine in medicines:
        stock_up(shop, medicine, 50)
    items = [SaleItem(product_id=medicine.id, quantity=2) for medicine in medicines]
    sell(shop, *items)

    with CaptureQueriesContext(
        connection,
    ) as captured:
        sell(shop, *items)

    statements = [q["sql"] for q in captured if not q["sql"].startswith(BEGIN_AND_COMMIT)]
    # PostgreSQL takes the inserts of several tables in one statement.
    wanted = 9 if connection.vendor == "postgresql" else 12
    assert len(statements) == wanted, "\n".join(statements)
