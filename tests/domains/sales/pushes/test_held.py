"""A held sale is read again as it was pushed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.models import HeldPush
from theriac.domains.sales.pushes.held import UnreadableContent, read_held, with_new_ids
from theriac.domains.sales.pushes.sale import PushedFound, PushedGround, PushedSale

pytestmark = pytest.mark.django_db


def whole_sale(shop: Shop) -> PushedSale:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    ground = PushedGround(
        id=new_id(),
        kind="prescription",
        permitted_by=shop.owner.id,
        prescriber="dr. Ratna",
        number="17",
        written_on=shop.today,
    )
    lines = [
        pushed_line(shop, medicine, [(batch, 12)], ground_id=ground.id, batch_reason="in_hand"),
        pushed_line(shop, medicine, [(batch, 10)], price=6500, factor=10, position=2),
    ]
    found = PushedFound(
        batch_id=batch,
        product_id=medicine.id,
        quantity=2,
        number="B1",
        expires_on=shop.today,
        permitted_by=shop.owner.id,
    )
    return pushed_sale(shop, lines, grounds=[ground], found=[found])


def held(shop: Shop, sale: PushedSale) -> HeldPush:
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    push(shop, sale)
    return HeldPush.objects.get()


def test_nothing_of_the_sale_is_lost(shop: Shop) -> None:
    sale = whole_sale(shop)

    read = read_held(held(shop, sale))

    assert replace(read, content={}) == replace(sale, content={})


def test_without_a_sending_time_no_skew_is_known(shop: Shop) -> None:
    kept = held(shop, whole_sale(shop))
    del kept.content["sent_at"]

    assert read_held(kept).sent_at == kept.received_at <= clock.now()


@pytest.mark.parametrize(
    ("spoilt", "place"),
    [
        ({}, "id, "),
        ({"lines": "none"}, "lines"),
        ({"lines": []}, "lines"),
        ({"id": 7}, "id"),
        ({"lines": [{"id": "x"}]}, "lines.0.id, "),
    ],
)
def test_what_isnt_a_whole_sale_cant_be_read_and_says_where(
    shop: Shop, spoilt: dict[str, object], place: str
) -> None:
    kept = held(shop, whole_sale(shop))
    kept.content = {**kept.content, **spoilt} if spoilt else {}

    with pytest.raises(UnreadableContent, match=f"^{place}"):
        read_held(kept)


def test_new_ids_keep_what_belongs_together(shop: Shop) -> None:
    sale = whole_sale(shop)

    fresh = with_new_ids(sale)

    assert fresh.lines[0].ground_id == fresh.grounds[0].id != sale.grounds[0].id
    assert fresh.lines[1].ground_id is None
    old = {sale.id, *(line.id for line in sale.lines), *(one.id for one in sale.payments)}
    new = {fresh.id, *(line.id for line in fresh.lines), *(one.id for one in fresh.payments)}
    assert (len(new), old & new) == (4, set())
    assert (fresh.number, fresh.total) == (sale.number, sale.total)
