"""What the registers say: pages with what stands, lines in order, an extract over days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.controlled import add_controlled
from tests.support.shop import Shop, stock_up
from theriac.core import clock
from theriac.domains.controlled.problems import ExtractTooLong
from theriac.domains.controlled.queries import registers as queries
from theriac.domains.controlled.queries.registers import list_pages, register_extract

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-01")]


def test_pages_have_the_last_balance_and_number(shop: Shop) -> None:
    codeine, diazepam = (
        add_controlled(shop),
        add_controlled(shop, "Diazepam 5 mg tablet", legal_class="psikotropika"),
    )
    stock_up(shop, codeine, 5)
    stock_up(shop, diazepam, 7)
    stock_up(shop, codeine, 6, batch_number="B2")
    pages = list_pages(actor=shop.owner, branch_id=shop.branch_id)
    assert [(one.code, one.product_id, one.last_number, one.balance) for one in pages] == [
        ("narcotic_register", codeine.id, 2, 11),
        ("psychotropic_register", diazepam.id, 1, 7),
    ]


def test_an_extract_begins_with_what_stood_before(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    medicine = add_controlled(shop)
    stock_up(shop, medicine, 5)
    with clock.at(clock.now() + timedelta(days=40)):
        stock_up(shop, medicine, 6, batch_number="B2")
        stock_up(shop, medicine, 1, batch_number="B3")
        here = {"actor": shop.owner, "branch_id": shop.branch_id, "product_id": medicine.id}
        days = (shop.today - timedelta(days=1), shop.today)
        found = register_extract(**here, code="", days=days)
        assert (found.code, found.opening, found.closing) == ("narcotic_register", 5, 12)
        assert [line.number for line in found.lines] == [2, 3]
        monkeypatch.setattr(queries, "MOST_PRINTED", 1)
        with pytest.raises(ExtractTooLong):
            register_extract(**here, code="", days=days)
