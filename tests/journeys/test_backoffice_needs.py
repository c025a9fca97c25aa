"""Order needs in a real browser: why so much, and what becomes of them on the want list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.backoffice import be_signed_in
from tests.support.receipts import goods, received
from tests.support.shop import Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.domains.forecasting.models import DemandState
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.models import WantEntry

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    """Three medicines below a minimum; two of them came from a supplier."""
    found = open_shop()
    supplier_id = a_supplier(found)
    for number, name in enumerate(("Amlodipine 5 mg", "Bisoprolol 5 mg", "Captopril 25 mg")):
        medicine = add_medicine(found, name)
        if number:
            line = goods(found, medicine, packs=1, batch_number=f"B{number}")
            received(found, supplier_id, line)
        set_minimum(
            actor=found.owner,
            branch_id=found.branch_id,
            product_id=medicine.id,
            quantity=150,
        )
    WantEntry.objects.all().delete()
    now = clock.now()
    DemandState.objects.create(
        branch_id=found.branch_id,
        through=found.today - timedelta(days=1),
        seen_before=now,
        followed_at=now,
    )
    return found


def test_needs_are_explained_and_put_on_the_want_list(
    shop: Shop, new_page: Callable[..., Page]
) -> None:
    page = new_page(width=1440, height=900)
    be_signed_in(page)
    page.goto("/purchasing/needs/")
    row = page.get_by_role("row").filter(has_text="Amlodipine 5 mg")
    reason = row.get_by_text("Missing: 1 box + 5 strips. Order 2 boxes.")
    expect(reason).to_be_hidden()
    row.get_by_text("Why").click()
    expect(reason).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Select Amlodipine 5 mg").check()
    bar = page.get_by_role("group", name="Selected rows")
    bar.get_by_role("button", name="Add to want list").click()
    expect(page.get_by_text("1 product added to the want list.")).to_be_visible()
    supplier = page.get_by_role("listitem").filter(has_text="PT Kimia Farma Trading")
    supplier.get_by_role("button", name="Add to want list").click()
    expect(page.get_by_text("2 products added to the want list.")).to_be_visible()
    expect(page.get_by_text("To order by supplier")).to_be_hidden()
    assert sorted(WantEntry.objects.values_list("quantity", "source")) == [
        (100, "need"),
        (100, "need"),
        (200, "need"),
    ]
    page.set_viewport_size({"width": 360, "height": 844})
    assert_fits(page)
