"""Goods whose credit note waits for a person don't come back a second time meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.credit_notes import booked_sale, credit_note
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import take
from theriac.core.problems import Problem
from theriac.domains.customer_returns.commands.exchange_goods import exchange_goods
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.counter_notes.note import CreditNoteTold
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.customer_returns.queries.returnable import (
    ask_return,
    preview_return,
)
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.tills.commands.decide_held import take_held
from theriac.domains.tills.documents import read_document
from theriac.domains.tills.ids import HeldTillId
from theriac.domains.tills.models import HeldTillDocument

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-10")]


def test_a_sale_with_a_note_on_hold_is_returned_by_nobody(shop: Shop) -> None:
    medicine = add_medicine(shop)
    sale = booked_sale(shop, medicine, stock_up(shop, medicine, 100))
    other = booked_sale(shop, medicine, sale.lines[0].allocations[0].batch_id, 5, 2)
    told = credit_note(shop, sale)
    assert take(shop, told, is_signed=False) == "held"
    read = read_document(told)
    assert isinstance(read, CreditNoteTold)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    given = {**here, "draft": read.draft()}
    bought = SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=1)], tenders=[])
    acts: list[Callable[[], object]] = [
        lambda: return_goods(**given),
        lambda: preview_return(**given),
        lambda: ask_return(**given),
        lambda: exchange_goods(**given, terminal_id=shop.api_terminal_id, sale=bought),
    ]
    for act in acts:
        with pytest.raises(Problem, match=told["number"]) as refused:
            act()
        assert refused.value.type == "customer_returns.note_on_hold"
    assert CustomerReturn.objects.count() == 0
    again = credit_note(shop, other, 1, 2)
    assert take(shop, again) == "taken"
    held = HeldTillId(HeldTillDocument.objects.get().id)
    take_held(**here, held_id=held, note="I was there")
    return_goods(**given)
    assert CustomerReturn.objects.count() == 3
