"""Sales as they are read again, and quotes."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.approval.commands import set_limit
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.sales.problems import DiscountUnfit, TenderUnfit
from theriac.domains.sales.queries.quotes import quote_sale
from theriac.domains.sales.queries.receipts import SaleReceipt, get_receipt, receipt_of
from theriac.domains.sales.queries.sales import SALES, list_sales
from theriac.domains.stock.models import Balance
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db


def sell(shop: Shop, *items: SaleItem, **draft: object) -> CompletedSale:
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=items, **draft),  # type: ignore[arg-type]
    )


def told(receipt: SaleReceipt) -> list[object]:
    lines = [(line.product, line.pack, list(line.batches)) for line in receipt.lines]
    return [receipt.sale, lines, list(receipt.payments), list(receipt.grounds)]


@pytest.mark.rows("STK-10", "CAT-10")
def test_the_receipt_read_again_is_the_receipt_that_was_made(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20, days=400, batch_number="DEC")
    stock_up(shop, medicine, 10, days=200, batch_number="JUN")
    done = sell(shop, SaleItem(product_id=medicine.id, quantity=15))

    again = get_receipt(actor=shop.owner, sale_id=done.sale.id)

    assert again is not None
    assert told(again) == told(receipt_of(done))
    assert [(b.number, b.quantity) for b in again.lines[0].batches] == [("JUN", 10), ("DEC", 5)]


def test_another_branchs_sales_arent_there(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    done = sell(shop, SaleItem(product_id=medicine.id, quantity=1))
    stranger = add_staff("manager", second_branch(shop), "stranger")

    assert get_receipt(actor=stranger, sale_id=done.sale.id) is None
    assert list(list_sales(actor=stranger)) == []
    assert list(list_sales(actor=shop.owner)) == [done.sale]


def test_sales_are_found_by_day_number_and_product(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Other")
    stock_up(shop, medicine, 10)
    stock_up(shop, other, 10)
    one = sell(shop, SaleItem(product_id=medicine.id, quantity=1)).sale
    two = sell(
        shop,
        SaleItem(product_id=other.id, quantity=1),
        SaleItem(product_id=other.id, quantity=2),
    ).sale

    def found(**wanted: object) -> list[Sale]:
        return list(SALES.page(list_sales(actor=shop.owner), wanted=wanted).items)

    assert found() == [two, one]
    assert found(number=one.number) == [one]
    assert found(product_id=other.id) == [two]
    assert found(business_on=shop.today, terminal_id=shop.api_terminal_id) == [two, one]
    assert found(until="2020-01-01") == []


def test_a_quote_is_what_the_sale_then_costs_and_takes_nothing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    item = SaleItem(product_id=medicine.id, quantity=4, discount=100)
    place = {"branch_id": shop.branch_id, "terminal_id": shop.api_terminal_id}

    quote = quote_sale(actor=shop.owner, draft=SaleDraft(items=[item]), **place)
    assert Balance.objects.get().quantity == 20
    sale = sell(shop, item)

    assert (quote.priced.total, quote.cash_total, quote.left) == (
        sale.sale.total,
        sale.sale.total,
        dict(sale.left),
    )
    with pytest.raises(InsufficientStock):
        quote_sale(
            actor=shop.owner,
            draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=17)]),
            **place,
        )


def test_a_discount_above_the_line_and_an_empty_payment_are_refused(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    item = SaleItem(product_id=medicine.id, quantity=1)
    cash = TenderGiven(method=PaymentMethod.CASH)
    card = TenderGiven(method=PaymentMethod.CARD, amount=700)

    with pytest.raises(DiscountUnfit):
        sell(shop, SaleItem(product_id=medicine.id, quantity=1, discount=701))
    with pytest.raises(TenderUnfit) as refused:
        sell(shop, item, tenders=[card, cash])
    assert refused.value.field == "payments.1.amount"
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="sales.discount",
        amount=None,
        reason="gifts",
    )
    given = sell(shop, SaleItem(product_id=medicine.id, quantity=1, discount=700))
    assert (given.sale.total, list(given.payments)) == (0, [])
