"""A return at another branch than the sale's: where both tell the same State their tax."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.customer_returns import a_return, give_back, returned
from tests.support.sale_documents import GSTIN, indian_sale, with_gstin
from tests.support.shop import open_shop
from tests.support.shops import second_branch
from theriac.domains.customer_returns.problems import NotReturnable
from theriac.domains.customer_returns.queries.returnable import (
    ask_return,
    preview_return,
)
from theriac.domains.organisation.models import Branch

pytestmark = pytest.mark.django_db


@pytest.mark.rows("SAL-18")
def test_another_states_tax_goes_back_in_that_state_alone() -> None:
    shop = open_shop("in")
    with_gstin(shop)
    Branch.objects.filter(id=shop.branch_id).update(tax_state="27")
    sale = indian_sale(shop)
    there = second_branch(shop)
    draft = a_return(sale, returned(sale.lines[1].id, 1))
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": there}
    as_elsewhere = [
        {"tax_state": "29", "tax_id": GSTIN},
        {"tax_state": "27", "tax_id": ""},
    ]
    for told in as_elsewhere:
        Branch.objects.filter(id=there).update(**told)
        with pytest.raises(NotReturnable, match="another State"):
            give_back(shop, draft, at=there)
        with pytest.raises(NotReturnable):
            preview_return(**here, draft=draft)
        with pytest.raises(NotReturnable):
            ask_return(**here, draft=draft)
    Branch.objects.filter(id=there).update(tax_state="27", tax_id=GSTIN)
    assert preview_return(**here, draft=draft).refund.total > 0
