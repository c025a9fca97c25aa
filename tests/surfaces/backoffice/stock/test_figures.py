"""Every figure of the stock room that counts or adds up opens its rows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.support.pages import tight
from tests.support.returns import a_sent_return, aside
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.stocktaking import begin, enter
from tests.support.suppliers import a_supplier
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.commands.prove import prove_stock

FIGURE = re.compile(
    r'<span class="t-fig-l">([^<]+)</span>'
    r'<span class="t-fig-v">(?:<a class="t-name" href="([^"]*)">)?'
)
MOMENT = "Before"
"""The past page's first card says which moment it is: no count, no sum."""


def figures(owner: Client, address: str) -> dict[str, str]:
    page = owner.get(address)
    assert page.status_code == 200, address
    return {label: url.replace("&amp;", "&") for label, url in FIGURE.findall(tight(page.text))}


def rows(owner: Client, address: str) -> list[Any]:
    found: list[Any] = list(owner.get(address).context["rows"])
    return found


@pytest.mark.rows("STK-19", "STK-22", "STK-29")
def test_no_figure_stands_without_its_rows(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 60, days=60)
    count = begin(shop)
    enter(shop, count, batch_id, 50)
    prove_stock()
    a_sent_return(shop, a_supplier(shop), [aside(batch_id, 2)])
    for address in (
        "/stock/expiry/",
        "/stock/value/",
        "/stock/past/",
        "/stock/proof/",
        f"/products/{medicine.id}/",
        "/returns/",
        f"/stock/counts/{count}/differences/",
        f"/stock/counts/{count}/post/",
    ):
        found = figures(owner, address)
        assert found, address
        assert [label for label, url in found.items() if not url and label != MOMENT] == [], address
        for url in found.values():
            if url and not url.startswith("#"):
                there = url if url.startswith("/") else f"{address}{url}"
                assert owner.get(there).status_code == 200, there


@pytest.mark.rows("STK-35")
def test_what_is_consigned_or_has_no_cost_opens_to_its_batches(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10, batch_number="OURS")
    stock_up(shop, medicine, 20, batch_number="THEIRS", is_consigned=True)
    stock_up(shop, medicine, 30, batch_number="GIFT", cost_amount=None)
    found = figures(owner, "/stock/value/")

    for label, number in (("Consignment, owned by the supplier", "THEIRS"), ("No cost", "GIFT")):
        (line,) = rows(owner, found[label])
        assert [row.batch.number for row in rows(owner, line.url)] == [number]
    (line,) = rows(owner, "/stock/value/")
    assert len(rows(owner, line.url)) == 3


@pytest.mark.rows("STK-10")
def test_a_products_figures_open_the_batches_and_sales_that_they_add_up(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10, batch_number="GOOD")
    stock_up(shop, medicine, 5, days=0, batch_number="OLD")
    stock_up(shop, add_medicine(shop, "Other"), 7, batch_number="OTHER")
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=2)]),
    )
    found = figures(owner, f"/products/{medicine.id}/")

    def numbers(label: str) -> list[str]:
        return sorted(row.batch.number for row in rows(owner, found[label]))

    assert numbers("Available, Melati") == ["GOOD"]
    assert numbers("On the shelf") == ["GOOD", "OLD"]
    (sale,) = rows(owner, found["Days of cover"])
    assert (sale.words.line.kind, sale.words.line.product_id) == ("sale", medicine.id)
    assert found["Minimum"] == f"/stock/minimum/{medicine.id}/"


@pytest.mark.rows("STK-14")
def test_each_sum_of_a_count_opens_the_lines_that_it_adds_up(shop: Shop, owner: Client) -> None:
    counted = {"SAME": 0, "MORE": 4, "LESS": -3}
    batches = {
        number: stock_up(shop, add_medicine(shop, number), 1000, batch_number=number)
        for number in counted
    }
    count = begin(shop)
    for number, off in counted.items():
        enter(shop, count, batches[number], 1000 + off)
    found = figures(owner, f"/stock/counts/{count}/differences/")

    opened = {
        label: sorted(row.line.batch for row in rows(owner, url)) for label, url in found.items()
    }

    assert opened == {
        "Lines with a variance": ["LESS", "MORE"],
        "Over, at cost": ["MORE"],
        "Short, at cost": ["LESS"],
        "Cost of the variance": ["LESS", "MORE"],
    }
