"""A program's sale: allocation, amounts, number, and every refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.core.problems import Problem
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.pricing.problems import (
    ChangeOnlyFromCash,
    NoPrice,
    PaymentMissing,
    PriceAboveCeiling,
)
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.sales.problems import NothingToSell, ProductUnknown, QuantityUnfit
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db

BEGIN_AND_COMMIT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


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
    # PostgreSQL takes three round trips: what is known, the locks with the number, the books.
    wanted = 3 if connection.vendor == "postgresql" else 13
    assert len(statements) == wanted, "\n".join(statements)


def test_an_empty_basket_is_no_sale(shop: Shop) -> None:
    with pytest.raises(NothingToSell) as refused:
        sell(shop)

    assert refused.value.field == "lines"
    assert Sale.objects.count() == 0


def test_what_isnt_known_counted_or_priced_is_no_sale(shop: Shop) -> None:
    medicine = add_medicine(shop)
    bare = add_medicine(shop, "Zinc 20 mg tablet", packs=[NewPack(name="tablet", factor=1)])
    for one in (medicine, bare):
        stock_up(shop, one, 30)

    refused: dict[type[Problem], SaleItem] = {
        ProductUnknown: SaleItem(product_id=new_id(), quantity=1),
        QuantityUnfit: SaleItem(product_id=medicine.id, quantity=0),
        NoPrice: SaleItem(product_id=bare.id, quantity=1),
    }
    for problem, item in refused.items():
        with pytest.raises(problem):
            sell(shop, item)
    assert Sale.objects.count() == 0


def test_too_little_is_refused_and_change_comes_from_cash_alone(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    item = SaleItem(product_id=medicine.id, quantity=1)

    with pytest.raises(PaymentMissing) as missing:
        sell(shop, item, tenders=[TenderGiven(method=PaymentMethod.CASH, amount=600)])
    with pytest.raises(ChangeOnlyFromCash) as excess:
        sell(shop, item, tenders=[TenderGiven(method=PaymentMethod.CARD, amount=900)])

    assert missing.value.facts["missing"] == {"amount": 100, "currency": "IDR"}
    assert excess.value.facts["excess"] == {"amount": 200, "currency": "IDR"}
    assert Sale.objects.count() == 0


@pytest.mark.rows("CAT-09")
@pytest.mark.parametrize(("amount", "units"), [(699, 1), (6999, 10)])
def test_nothing_is_sold_above_the_highest_price_by_law(
    shop: Shop, amount: int, units: int
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 30)
    set_ceiling(actor=shop.owner, product_id=medicine.id, amount=amount, units=units)

    with pytest.raises(PriceAboveCeiling) as refused:
        sell(shop, SaleItem(product_id=medicine.id, quantity=2))

    facts = refused.value.facts
    assert (facts["kind"], facts["ceiling"]) == ("het", {"amount": 699, "currency": "IDR"})
    assert (facts["position"], facts["product_id"]) == (1, medicine.id)
    assert Sale.objects.count() == 0
    assert Balance.objects.get().quantity == 30


@pytest.mark.rows("CAT-09")
def test_nothing_is_sold_above_what_is_printed_on_its_batch(shop: Shop) -> None:
    dear, cheap = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    stock_up(shop, cheap, 30)
    stock_up(shop, dear, 30, mrp_amount=6999, mrp_units=10)

    with pytest.raises(PriceAboveCeiling) as refused:
        sell(
            shop,
            SaleItem(product_id=cheap.id, quantity=1),
            SaleItem(product_id=dear.id, quantity=1),
        )

    facts = refused.value.facts
    assert (facts["kind"], facts["ceiling"]) == ("mrp", {"amount": 699, "currency": "IDR"})
    assert (facts["position"], facts["product_id"]) == (2, dear.id)
    assert Sale.objects.count() == 0


@pytest.mark.rows("CAT-09")
def test_at_a_ceiling_or_below_it_by_a_discount_the_sale_is_made(shop: Shop) -> None:
    at, below = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    stock_up(shop, at, 30, mrp_amount=700)
    stock_up(shop, below, 30)
    set_ceiling(actor=shop.owner, product_id=at.id, amount=700)
    set_ceiling(actor=shop.owner, product_id=below.id, amount=650)

    done = sell(
        shop,
        SaleItem(product_id=at.id, quantity=3),
        SaleItem(product_id=below.id, quantity=2, discount=100),
    )

    assert [line.total for line in done.lines] == [2100, 1300]


@pytest.mark.databases("postgresql")
@pytest.mark.rows("SAL-01")
def test_every_text_of_a_sale_is_short_enough_that_the_driver_remembers_it(shop: Shop) -> None:
    from psycopg._queries import (  # noqa: PLC0415 (optional)
        MAX_CACHED_STATEMENT_LENGTH,
        MAX_CACHED_STATEMENT_PARAMS,
    )

    items = []
    for index in range(16):
        medicine = add_medicine(shop, f"Medicine {index}")
        stock_up(shop, medicine, 9)
        items.append(SaleItem(product_id=medicine.id, quantity=1))
    sent: list[tuple[str, Sequence[Any]]] = []

    def keep(run: Any, sql: str, parameters: Any, *rest: Any) -> Any:
        sent.append((sql, parameters or ()))
        return run(sql, parameters, *rest)

    with connection.execute_wrapper(keep):
        sell(shop, *items)

    assert [len(sql) for sql, _given in sent if len(sql) > MAX_CACHED_STATEMENT_LENGTH] == []
    assert [sql for sql, given in sent if len(given) > MAX_CACHED_STATEMENT_PARAMS] == []
