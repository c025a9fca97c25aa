"""Units and value through any merges and undone merges, on every database."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db.models import F, Sum

from tests.support.shop import Medicine, add_medicine, open_shop, stock_up
from theriac.core.problems import Conflict
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.merge import merge_products, unmerge_products
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.django_db, pytest.mark.one_server, pytest.mark.rows("CAT-17")]


def units(medicine: Medicine) -> int:
    rows = Balance.objects.filter(product_id=medicine.id)
    return rows.aggregate(units=Sum("quantity"))["units"] or 0


def value() -> int:
    """Cost of everything, in minor units (each batch costs so much a base unit here)."""
    rows = Balance.objects.annotate(worth=F("quantity") * F("batch__cost_amount"))
    return rows.aggregate(total=Sum("worth"))["total"] or 0


@pytest.mark.parametrize("turn", range(4))
def test_units_and_value_are_kept_by_any_merge_and_undo(rng: random.Random, turn: int) -> None:
    shop = open_shop()
    medicines = [add_medicine(shop, f"Paracetamol {one}") for one in range(4)]
    for _ in range(8):
        stock_up(
            shop,
            rng.choice(medicines),
            rng.randint(1, 40),
            batch_number=rng.choice("AB"),
            cost_amount=rng.choice((390, 400)),
        )
    total, worth = sum(map(units, medicines)), value()
    merges: list[Any] = []
    for _ in range(12):
        try:
            if merges and rng.random() < 0.4:
                unmerge_products(actor=shop.owner, merge_id=rng.choice(merges), reason="undo")
            else:
                kept, merged = rng.sample(medicines, 2)
                merges.append(
                    merge_products(
                        actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Twice"
                    )
                )
        except Conflict:
            pass
        assert (sum(map(units, medicines)), value()) == (total, worth)
    assert merges
    assert [str(one) for check in run_checks() for one in check.violations] == []
