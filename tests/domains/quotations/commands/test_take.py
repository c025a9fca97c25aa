"""A counter's basket has a quotation, and its sale converts it."""

from __future__ import annotations

import pytest

from tests.support.quotations import a_quotation, converted, quoted, taken
from tests.support.shop import Shop, add_medicine
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.quotations.commands.take import follow_sales
from theriac.domains.quotations.problems import (
    QuotationTaken,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-15")]


def test_one_basket_has_it_until_somebody_gives_it_up(shop: Shop) -> None:
    row = a_quotation(shop, quoted(add_medicine(shop)))
    first, second = new_id(), new_id()
    taken(shop, row.id, first)
    taken(shop, row.id, first)
    with pytest.raises(QuotationTaken):
        taken(shop, row.id, second)
    with pytest.raises(QuotationTaken):
        converted(shop, row.id)
    taken(shop, row.id, second, takes_over=True)

    assert follow_sales(actor=SYSTEM, sale_ids=[first]) == 0
    assert follow_sales(actor=SYSTEM, sale_ids=[second]) == 1
    assert follow_sales(actor=SYSTEM, sale_ids=[second]) == 0
    row.refresh_from_db()
    assert (row.state, row.sale_id) == ("converted", second)
    found = [one.code for result in run_checks() for one in result.violations]
    assert found == ["quotations.never_sold"]


def test_a_basket_has_one_quotation(shop: Shop) -> None:
    medicine, basket = add_medicine(shop), new_id()
    one, other = a_quotation(shop, quoted(medicine)), a_quotation(shop, quoted(medicine))
    taken(shop, one.id, basket)
    with pytest.raises(QuotationTaken):
        taken(shop, other.id, basket)
