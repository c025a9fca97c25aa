"""Somebody else checks, and only then it is sold; or it is discarded."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Sum

from tests.support.compounding import add_checker, make, written
from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.core.problems import Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.compounding.commands.settle import (
    check_preparation,
    discard_draft,
    discard_preparation,
)
from theriac.domains.compounding.models import Preparation
from theriac.domains.compounding.problems import CheckerUnfit, PreparationSettled
from theriac.domains.stock.commands.batches import release_batch
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.problems import BatchKept, BatchRecalled
from theriac.domains.stock.queries.sellable import sellable_products

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


@pytest.fixture
def checker(shop: Shop) -> Actor:
    return add_checker(shop)


def of(shop: Shop, row: Preparation, actor: Actor, **changes: Any) -> dict[str, Any]:
    facts = {"actor": actor, "branch_id": shop.branch_id, "preparation_id": row.id}
    return {**facts, "version": row.version, **changes}


def violations() -> list[str]:
    return [str(v.sentence) for result in run_checks() for v in result.violations]


def test_once_checked_it_is_on_sale(shop: Shop, checker: Actor) -> None:
    row = make(shop, written(shop))
    check_preparation(**of(shop, row, checker))
    assert sellable_products(shop.branch_id, [row.product_id])
    row.refresh_from_db()
    assert (row.state, row.settled_by) == ("checked", checker.id)
    assert violations() == []


def test_who_made_it_neither_checks_nor_discards_it(shop: Shop) -> None:
    row = make(shop, written(shop))
    with pytest.raises(CheckerUnfit):
        check_preparation(**of(shop, row, shop.owner))
    with pytest.raises(CheckerUnfit):
        discard_preparation(**of(shop, row, shop.owner, code="other", reason="Lumps"))


def test_nobody_releases_its_batch_by_another_door(shop: Shop, checker: Actor) -> None:
    row = make(shop, written(shop))
    assert row.batch_id is not None
    release: dict[str, Any] = {"actor": checker, "branch_id": shop.branch_id, "reason": "Fine"}
    with pytest.raises(BatchKept):
        release_batch(batch_id=row.batch_id, **release)
    discard_preparation(**of(shop, row, checker, code="appearance", reason="Lumps"))
    with pytest.raises(BatchKept):
        release_batch(batch_id=row.batch_id, **release)


def test_a_recalled_batch_is_not_put_on_sale(shop: Shop, checker: Actor) -> None:
    row = make(shop, written(shop))
    Batch.objects.filter(id=row.batch_id).update(state="recalled")
    with pytest.raises(BatchRecalled):
        check_preparation(**of(shop, row, checker))


def test_what_is_discarded_leaves_the_books_as_a_loss(shop: Shop, checker: Actor) -> None:
    row = make(shop, written(shop))
    discard_preparation(**of(shop, row, checker, code="contaminated", reason="Spilt"))
    lying = Balance.objects.filter(batch_id=row.batch_id).aggregate(units=Sum("quantity"))
    assert lying["units"] == 0
    assert violations() == []


def test_a_discard_says_why(shop: Shop, checker: Actor) -> None:
    row = make(shop, written(shop))
    with pytest.raises(Unprocessable):
        discard_preparation(**of(shop, row, checker, code="other", reason=" "))
    with pytest.raises(Unprocessable):
        discard_preparation(**of(shop, row, checker, code="whim", reason="Lumps"))


def test_nothing_is_settled_twice(shop: Shop, checker: Actor) -> None:
    row = make(shop, written(shop))
    check_preparation(**of(shop, row, checker))
    with pytest.raises(PreparationSettled):
        check_preparation(**of(shop, row, checker))
    with pytest.raises(PreparationSettled):
        discard_preparation(**of(shop, row, checker, code="other", reason="Lumps"))


def test_a_draft_goes_without_a_movement(shop: Shop) -> None:
    row = Preparation.objects.get(id=written(shop))
    discard_draft(**of(shop, row, shop.owner))
    row.refresh_from_db()
    assert (row.state, row.discard_code, row.number) == ("discarded", "not_needed", "")
    assert violations() == []
