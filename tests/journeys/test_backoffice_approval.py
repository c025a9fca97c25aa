"""A change of stock of high value is confirmed in the back office by a second person's passkey."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.access import assert_accessible, assert_fits
from tests.support.authenticators import set_up_passkey, with_device
from tests.support.backoffice import sign_in
from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from theriac.core.approval.commands import set_limit
from theriac.core.approval.models import Approval
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]


@pytest.mark.django_db(transaction=True)
def test_the_passkey_of_the_one_who_approves_is_asked_in_the_form(page: Page) -> None:
    shop = open_shop()
    manager = add_staff("manager", shop.branch_id, "budi")
    add_staff("restocker", shop.branch_id, "sari")
    set_limit(
        actor=shop.owner,
        branch_id=shop.branch_id,
        action="stock.change",
        amount=10_000,
        reason="loss last year",
    )
    batch = stock_up(shop, add_medicine(shop), 50)
    with_device(page)
    set_up_passkey(page, "budi")
    sign_in(page, "sari")

    page.goto(f"/stock/batches/{batch}/adjust/")
    page.locator(".t-pack-fields input").last.fill("10")
    page.get_by_role("button", name="Adjust", exact=True).click()
    page.locator("#id_approver").select_option(str(manager.id))
    page.locator("#id_approval_reason").fill("I counted too")
    page.get_by_role("button", name="Adjust", exact=True).click()
    confirm = page.get_by_role("button", name="Confirm with passkey")
    expect(confirm).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    confirm.click()
    expect(confirm).to_have_count(0)

    expect(page.locator(".t-summary")).to_have_count(0)
    kept = Approval.objects.get()
    assert (kept.means, kept.approved_by, kept.reason) == ("passkey", manager.id, "I counted too")
    assert Balance.objects.get(batch_id=batch, quantity__gt=0).quantity == 10
