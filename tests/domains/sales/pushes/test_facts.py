"""Every product and pack that a pushed sale names is in the catalogue, or the sale is held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.models import HeldPush

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", ["product", "pack"])
def test_one_line_of_something_unknown_holds_the_sale(shop: Shop, what: str) -> None:
    medicine = add_medicine(shop)
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 10), 2)])
    lines = {
        "product": [line, replace(line, id=new_id(), position=2, product_id=new_id())],
        "pack": [line, replace(line, id=new_id(), position=2, pack_id=new_id())],
    }[what]
    assert (
        push(shop, replace(pushed_sale(shop, [line]), lines=tuple(lines))).state is PushState.HELD
    )
    assert HeldPush.objects.get().reason == "unreadable"
