"""Stock by product and by batch, and the stock card with its running balance."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.backoffice import client_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.reading import Reading, reading
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.actor import SYSTEM
from theriac.domains.replenishment.commands.low_stock_alerts import review_low_stock
from theriac.domains.replenishment.commands.minimum import set_minimum

STATEMENTS = 24


@pytest.mark.rows("STK-30")
def test_levels_in_words_and_what_is_low(shop: Shop, owner: Client) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    add_medicine(shop, "Never here")
    stock_up(shop, medicine, 214)
    stock_up(shop, other, 500)
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, quantity=500)
    review_low_stock(actor=SYSTEM, pairs=[(medicine.id, shop.branch_id)])
    page = owner.get("/stock/")
    assert [row.name for row in page.context["rows"]] == [
        "Paracetamol 500 mg tablet",
        "Zinc 20 mg tablet",
    ]
    assert "2 boxes + 1 strip + 4 tablets" in page.text
    assert "2.14" not in page.text
    low = owner.get("/stock/", {"low": "true"})
    assert [row.name for row in low.context["rows"]] == ["Paracetamol 500 mg tablet"]
    assert "2 boxes + 8 strips + 6 tablets below" in low.text
    csv: Any = owner.get("/stock/", {"export": "csv"})
    assert b"2 boxes + 1 strip + 4 tablets" in b"".join(csv.streaming_content)


@pytest.mark.rows("STK-02")
def test_one_product_shows_three_batches(
    shop: Shop, owner: Client, django_assert_max_num_queries: Any
) -> None:
    medicine = add_medicine(shop)
    for number, days in (("B1", 20), ("B2", 200), ("B3", -1)):
        stock_up(shop, medicine, 10 + days % 7, days=days, batch_number=number, cost_amount=400)
    with django_assert_max_num_queries(STATEMENTS):
        page = owner.get("/stock/batches/", {"q": "paracetamol"})
    assert [row.batch.number for row in page.context["rows"]] == ["B3", "B1", "B2"]
    assert "Rp 400" in page.text
    for query, numbers in (
        ({"expired": "true"}, ["B3"]),
        ({"within": "30"}, ["B1"]),
        ({"q": "B2"}, ["B2"]),
        ({"month": "nonsense"}, []),
    ):
        rows = owner.get("/stock/batches/", query).context["rows"]
        assert [row.batch.number for row in rows] == numbers


@pytest.mark.rows("STK-03")
def test_the_card_lists_every_movement_with_user_document_and_balance(
    shop: Shop, owner: Client, django_assert_max_num_queries: Any
) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    for number in range(1, 61):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], number))
    url = f"/stock/card/{medicine.id}/"
    with django_assert_max_num_queries(STATEMENTS):
        page = owner.get(url)
    balances = [row.line.balance for row in page.context["rows"]]
    assert balances == list(range(40, 90))
    rest = owner.get(page.context["next_url"]).context["rows"]
    assert [row.line.balance for row in rest] == [*range(90, 101)]
    assert (rest[-1].line.kind, rest[-1].came, rest[-1].person) == ("opening", "+100", "Owner")
    assert "MLT-K1" in page.text
    assert "Entries can’t be changed or deleted. To correct a mistake," in page.text
    assert owner.get(url, {"kind": "opening"}).context["rows"][0].line.balance == 100
    assert owner.get(url, {"batch": str(batch)}).status_code == 200
    assert owner.get(url, {"batch": "nonsense"}).status_code == 200


@pytest.mark.rows("STK-03")
def test_nothing_on_the_card_can_be_edited(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    page = client_of(shop, "auditor").get(f"/stock/card/{medicine.id}/")
    assert page.status_code == 200
    assert "reverse/" not in page.text
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client_of(shop, "owner"), method)(f"/stock/card/{medicine.id}/")
        assert answer.status_code == 405


def test_who_may_not_see_stock(shop: Shop) -> None:
    administrator = client_of(shop, "administrator")
    for address in ("/stock/", "/stock/batches/"):
        assert administrator.get(address).status_code == 403


def file_of(client: Client, address: str) -> tuple[int, Reading, list[str]]:
    """Its lines, what was read for it, and the tables' statements."""
    with reading() as read, CaptureQueriesContext(connection) as captured:
        answer: Any = client.get(address, {"export": "csv"})
        lines = b"".join(answer.streaming_content).count(b"\n")
    return lines, read, [one["sql"] for one in captured]


@pytest.mark.rows("STK-30", "OPS-27")
@pytest.mark.parametrize(("address", "objects"), [("/stock/", 0), ("/stock/batches/", 2)])
def test_a_file_reads_no_price_and_what_its_rows_need(
    shop: Shop, owner: Client, address: str, objects: int
) -> None:
    def fill(first: int, last: int) -> tuple[int, Reading]:
        for number in range(first, last):
            stock_up(shop, add_medicine(shop, f"Medicine {number}"), 5)
        lines, read, statements = file_of(owner, address)
        assert not [sql for sql in statements if "catalog_price" in sql]
        return lines, read

    few_lines, few = fill(0, 3)
    lines, many = fill(3, 9)

    assert (few_lines, lines) == (4, 10)
    assert many.statements == few.statements
    assert many.objects - few.objects == 6 * objects
    # A product, its packs, its level or batch, and its place in the order.
    assert many.rows - few.rows <= 6 * 10
