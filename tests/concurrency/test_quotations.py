"""Programs and counters that want the same quotation at once: one of them gets it."""

from __future__ import annotations

import pytest

from tests.concurrency.test_unknown_codes import COUNTERS, at_once
from tests.support.quotations import a_quotation, converted, quoted, taken
from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.ids import new_id
from theriac.domains.quotations.models import Quotation
from theriac.domains.quotations.problems import QuotationEnded, QuotationTaken
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-15")]


def test_it_is_sold_once() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 200)
    row = a_quotation(shop, quoted(medicine))

    wrong = at_once([lambda: converted(shop, row.id)] * COUNTERS)

    assert [type(problem) for problem in wrong] == [QuotationEnded] * (COUNTERS - 1)
    assert Sale.objects.count() == 1


def test_one_basket_takes_it() -> None:
    shop = open_shop()
    row = a_quotation(shop, quoted(add_medicine(shop)))

    wrong = at_once([lambda: taken(shop, row.id, new_id())] * COUNTERS)

    assert [type(problem) for problem in wrong] == [QuotationTaken] * (COUNTERS - 1)


def test_numbers_have_no_gap() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    assert at_once([lambda: a_quotation(shop, quoted(medicine))] * COUNTERS) == []
    numbers = sorted(Quotation.objects.values_list("number", flat=True))
    assert [int(number[-6:]) for number in numbers] == list(range(1, COUNTERS + 1))
