"""Every page of every role is opened by Ctrl K, and Ctrl K offers nobody a page that refuses."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.support.backoffice import ROLES, client_of
from tests.support.shop import Shop
from tests.surfaces.test_screens_matrix import matrix
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.surfaces.backoffice.shell.navigation import declared, may_see

PART_OF_ANOTHER = {
    "palette": "is Ctrl K itself",
    "work": "what the head tells",
    "set_branch": "the head's own choice",
    "start": "the first page's own way",
    "file_new": "what may be added hangs on the role's purposes; Files offers it",
    "security_looked": "a button",
    "verify_now": "a button",
    "retention_confirm": "a button",
    "count_plan": "a button",
    "document_logo_remove": "a button",
    "promotion_find": "a part of the form of a promotion",
    "promotion_paste": "a part of the form of a promotion",
    "gst_return": "India's alone; there the books lead to it",
    "duty_copy": "a button",
    "duty_off": "a button",
    "duty_on": "a button",
    "alerts_acknowledge": "a button of the selected rows",
    "prices_selected": "a button of the selected rows",
    "products_category": "a button of the selected rows",
    "products_home": "a button of the selected rows",
    "expiry_quarantine": "a button of the selected rows",
    "products_distinct": "a button of the selected rows",
    "bills_paid": "a button of the selected rows",
    "bills_paid_cash": "a button of the selected rows",
    "needs_want": "a button of the selected rows",
    "wants_take": "a button of the selected rows",
    "wants_remove": "a button of the selected rows",
    "receipt_short_days": "a form of the rules' page",
    "stock_receive": "the older address of a delivery",
    "order_find": "a part of the grid of an order",
    "prescription_prescribers": "a part of the page that takes a prescription in",
    "prescription_pages": "a part of the page that takes a prescription in",
    "prescription_directions": "a part of the page that takes a prescription in",
    "order_paste": "a part of the grid of an order",
    "offer_find": "a part of the grid of an offer",
    "offer_paste": "a part of the grid of an offer",
    "receipt_read_find": "a part of the grid of an invoice",
    "receipt_read_paste": "a part of the grid of an invoice",
    "receipt_find": "a part of the grid of a delivery",
    "receipt_paste": "a part of the grid of a delivery",
    "seal_head": "a file of the seal's page",
    "seal_verifier": "a file of the seal's page",
    "want_write": "what the search of the want list didn't find",
    "opening_find": "a part of the grid of opening stock",
    "opening_paste": "a part of the grid of opening stock",
    "return_find": "a part of the grid of a return",
    "return_paste": "a part of the grid of a return",
    "tour_leave": "a button of the tour",
    "tour_restart": "a button of the tour",
    "preparation_grid_find": "a part of the grid of a preparation",
    "preparation_grid_paste": "a part of the grid of a preparation",
    "service_find": "a part of the grid of a service",
    "service_paste": "a part of the grid of a service",
    "transfer_find": "a part of the grid of a transfer",
    "transfer_paste": "a part of the grid of a transfer",
    "transfer_suggested": "a button of the suggestions",
    "count_find": "a part of the grid of a count",
    "count_paste": "a part of the grid of a count",
    "count_phone_data": "a part of the phone's page",
    "count_phone_entries": "a part of the phone's page",
    "count_phone_manifest": "a part of the phone's page",
    "count_phone_worker": "a part of the phone's page",
}
"""Addresses that no one opens by name, and why."""


def whole_pages() -> set[str]:
    """The screens that need nothing chosen first."""
    found = set()
    for name in matrix():
        try:
            reverse(f"backoffice:{name}")
        except NoReverseMatch:
            continue
        found.add(name)
    return found - set(PART_OF_ANOTHER)


@pytest.mark.rows("UX-11")
@pytest.mark.parametrize("role", ROLES)
def test_ctrl_k_offers_a_role_every_page_that_opens_to_it_and_no_other(
    shop: Shop, role: str
) -> None:
    client_of(shop, role)
    actor = actor_of_person(User.objects.get_by_natural_key(role).id, branch_id=shop.branch_id)
    entries = (*declared().items, *declared().commands)
    offered = {one.url_name for one in entries if may_see(actor, one.permission)}
    offered = {name.removeprefix("backoffice:") for name in offered}
    opened = {name for name, row in matrix().items() if row[role] == "yes"}

    assert whole_pages() & opened - offered == set()
    assert whole_pages() & offered - opened == set()


@pytest.mark.rows("UX-11")
def test_the_own_account_is_a_click_away_on_every_page(shop: Shop) -> None:
    client: Client = client_of(shop, "cashier")

    page = client.get("/stock/").text

    for name in ("account_change_password", "mfa_index", "backoffice:own_pin"):
        assert f'href="{reverse(name)}"' in page
