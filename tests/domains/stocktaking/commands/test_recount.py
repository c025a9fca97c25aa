"""Another look, and a count given up."""

from __future__ import annotations

import pytest

from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from tests.support.stocktaking import begin, enter, line_of, post
from theriac.core.problems import NotFound, Stale, Unprocessable
from theriac.domains.stock.models import Batch
from theriac.domains.stocktaking.commands.recount import ask_another_look, cancel_count
from theriac.domains.stocktaking.models import CountLine, CountResult
from theriac.domains.stocktaking.problems import CountedByYou, CountUnfinished

pytestmark = pytest.mark.django_db


@pytest.mark.rows("STK-16")
def test_a_line_that_is_asked_for_is_counted_by_a_third_person() -> None:
    shop = open_shop()
    batch = stock_up(shop, add_medicine(shop), 100)
    count = begin(shop)
    first = add_staff("restocker", shop.branch_id, "ana")
    enter(shop, count, batch, 98, by=first)

    ask_another_look(
        actor=shop.owner,
        branch_id=shop.branch_id,
        count_id=count,
        line_ids=[line_of(count, batch)],
    )

    with pytest.raises(CountUnfinished):
        post(shop, count)
    for who in (shop.owner, first):
        with pytest.raises(CountedByYou):
            enter(shop, count, batch, 99, by=who)
    enter(shop, count, batch, 99, by=add_staff("restocker", shop.branch_id, "ben"))
    post(shop, count)
    assert CountResult.objects.get().counted == 99


def test_a_line_of_another_count_isnt_asked_for_here() -> None:
    shop = open_shop()
    batches = [stock_up(shop, add_medicine(shop, name), 100) for name in ("Zinc", "Iron")]
    there, here = (
        begin(shop, "products", product_ids=[Batch.objects.get(id=batch).product_id])
        for batch in batches
    )
    line = line_of(there, batches[0])

    with pytest.raises(NotFound):
        ask_another_look(actor=shop.owner, branch_id=shop.branch_id, count_id=here, line_ids=[line])
    assert CountLine.objects.get(id=line).asked_at is None


def test_lines_and_reasons_are_asked_for() -> None:
    shop = open_shop()
    stock_up(shop, add_medicine(shop), 100)
    count = begin(shop)
    where = {"actor": shop.owner, "branch_id": shop.branch_id, "count_id": count}
    with pytest.raises(NotFound):
        ask_another_look(**where, line_ids=[])  # type: ignore[arg-type]
    with pytest.raises(Unprocessable):
        cancel_count(**where, version=1, reason=" ")  # type: ignore[arg-type]
    with pytest.raises(Stale):
        cancel_count(**where, version=7, reason="x")  # type: ignore[arg-type]
