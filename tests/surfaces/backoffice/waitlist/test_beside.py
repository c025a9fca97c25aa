"""Who waits, beside a product by codes and beside a patient by products."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from tests.support.waitlist import join
from theriac.domains.waitlist.models import Wait

pytestmark = pytest.mark.rows("CUS-09")


def test_a_product_shows_its_line_in_order_by_codes(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    assert (
        "No customers are waiting for this product." in owner.get(f"/products/{medicine.id}/").text
    )
    join(shop, medicine, 10, patient_id=register(shop))
    join(shop, medicine, 20, "A2", priority="urgent")
    stock_up(shop, medicine, 20)
    page = owner.get(f"/products/{medicine.id}/")
    line = [(one.code, quantity) for one, quantity, _state in page.context["line"]]
    assert line == [("A2", "2 strips"), (Wait.objects.get(ticket="").code, "1 strip")]
    assert "To tell" in page.text
    assert "Siti" not in page.text
    assert f'href="/waitlist/add/{medicine.id}/"' in page.text
    restocker = client_of(shop, "restocker").get(f"/products/{medicine.id}/").text
    assert f'href="/waitlist/add/{medicine.id}/"' not in restocker
    assert "No customers are waiting" not in restocker


def test_a_patient_shows_what_they_wait_for_linked_where_one_stands(
    shop: Shop, owner: Client
) -> None:
    medicine, patient = add_medicine(shop), register(shop)
    at = f"/patients/{patient}/"
    assert "Isn’t waiting for any product." in owner.get(at).text
    wait = join(shop, medicine, 10, patient_id=patient)
    page = owner.get(at).text
    assert f'href="/waitlist/{wait}/"' in page
    assert f'href="/waitlist/find/?patient={patient}"' in page
    second_branch(shop)  # at which the owner stands then
    page = owner.get(at)
    assert [one[-1] for one in page.context["waits"]] == [False]
    assert f'href="/waitlist/{wait}/"' not in page.text
