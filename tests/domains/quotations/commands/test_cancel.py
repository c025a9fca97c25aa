"""A cancelled quotation is sold to nobody."""

from __future__ import annotations

import pytest

from tests.support.quotations import a_quotation, converted, quoted, taken
from tests.support.shop import Shop, add_medicine
from theriac.core.ids import new_id
from theriac.domains.quotations.commands.cancel import cancel_quotation
from theriac.domains.quotations.models import Quotation
from theriac.domains.quotations.problems import (
    QuotationEnded,
    QuotationUnknown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-15")]


def test_a_cancelled_one_is_sold_to_nobody(shop: Shop) -> None:
    row = a_quotation(shop, quoted(add_medicine(shop)))
    taken(shop, row.id, new_id())
    cancel_quotation(
        actor=shop.owner, branch_id=shop.branch_id, quotation_id=row.id, version=2, reason="Typo"
    )
    for act in (converted, lambda at, key: taken(at, key, new_id())):
        with pytest.raises(QuotationEnded) as ended:
            act(shop, row.id)
        assert ended.value.facts["state"] == "cancelled"
    with pytest.raises(QuotationUnknown):
        converted(shop, new_id())
    assert Quotation.objects.get().sale_id is None
