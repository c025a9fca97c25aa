"""Units of a recall: found, brought back, missing."""

from __future__ import annotations

import pytest

from tests.support.recalls import counted, lies, recall_of
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.recalls.commands.units import (
    explain_missing,
    put_into_quarantine,
    take_back_units,
)
from theriac.domains.recalls.models import RecallStep
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.stock.models import Movement
from theriac.domains.stock.problems import InsufficientStock, QuantityRefused

pytestmark = pytest.mark.django_db


def here(shop: Shop) -> dict[str, object]:
    return {"actor": shop.owner, "branch_id": shop.branch_id}


@pytest.mark.rows("STK-24")
def test_found_brought_back_and_missing_units_add_up() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 50)
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=8)]),
    )
    on = {**here(shop), "recall_id": recall_of(shop, [batch_id]).id}

    put_into_quarantine(**on, units=counted(batch_id, 40))  # type: ignore[arg-type]
    take_back_units(**on, units=counted(batch_id, 3))  # type: ignore[arg-type]
    explain_missing(**on, units=counted(batch_id, 2, "broken in the box"))  # type: ignore[arg-type]

    one = accounts_of([batch_id])[batch_id]
    assert (one.received, one.found, one.sold, one.brought_back) == (50, 43, 5, 3)
    assert (one.explained, one.elsewhere, one.unaccounted, one.is_settled) == (2, 0, 0, True)
    assert lies(batch_id, "quarantine") == 43
    kinds = Movement.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["opening", "sale", "transfer", "brought_back", "adjustment"]
    steps = RecallStep.objects.order_by("id").values_list("step", flat=True)
    assert list(steps) == ["opened", "found", "brought_back", "missing"]
    assert not [found for result in run_checks() for found in result.violations]


def test_more_than_there_is_is_refused() -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 5)
    on = {**here(shop), "recall_id": recall_of(shop, [batch_id]).id}

    with pytest.raises(InsufficientStock) as refused:
        put_into_quarantine(**on, units=counted(batch_id, 6))  # type: ignore[arg-type]
    assert str(refused.value.detail) == (
        "Paracetamol 500 mg tablet, batch B1: 6 requested, 5 available. Check the quantity, "
        "or count the shelf and correct the stock first."
    )
    with pytest.raises(InsufficientStock):
        explain_missing(**on, units=counted(batch_id, 6, "gone"))  # type: ignore[arg-type]
    with pytest.raises(QuantityRefused):
        take_back_units(**on, units=counted(batch_id, 1))  # type: ignore[arg-type]
