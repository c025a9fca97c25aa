"""What stands for a merged batch lends to its sale only what lies on the shelf."""

from __future__ import annotations

import pytest

from tests.support.merging import two_of
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, stock_up
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.commands.quarantine import quarantine_batches
from theriac.domains.stock.models import Balance, Batch

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-17")]


def test_what_stands_for_it_held_elsewhere_lends_nothing_and_is_no_case_of_its_own(
    shop: Shop,
) -> None:
    kept, merged = two_of(shop)
    batch = stock_up(shop, merged, 30)
    place = {"actor": shop.owner, "branch_id": shop.branch_id}
    hold_batch(**place, batch_id=batch, reason="damp")
    quarantine_batches(**place, batch_ids=[batch])
    release_batch(**place, batch_id=batch, reason="dry")
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Entered twice")
    hold_batch(**place, batch_id=Batch.objects.get(product_id=kept.id).id, reason="recall")
    push(shop, pushed_sale(shop, [pushed_line(shop, merged, [(batch, 3)])]))
    assert list(DiscrepancyCase.objects.values_list("kind", flat=True)) == ["stock_short"]
    rows = Balance.objects.filter(product_id=kept.id, quantity__gt=0)
    assert list(rows.values_list("place__kind", "quantity")) == [("quarantine", 30)]
