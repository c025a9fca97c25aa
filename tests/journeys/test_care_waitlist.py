"""The waitlist in a browser: somebody waits, goods come, the first has them and buys them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.care import PHONE, desk_of, id_in, looked_over, press
from tests.journeys.counter import open_counter, pay, stocked_shop, until
from tests.support.browser import NewPage
from tests.support.looks import looks_at
from tests.support.patients import register
from tests.support.prescriptions import pharmacist
from tests.support.receipts import goods, received
from tests.support.shop import add_medicine
from tests.support.suppliers import a_supplier
from tests.support.waitlist import join, states
from theriac.core.outbox.relay import relay_once
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.stock.models import Reservation
from theriac.domains.waitlist.models import Wait

pytestmark = [pytest.mark.journey, pytest.mark.rows("CUS-09", "STK-12")]


def test_the_first_in_line_has_what_came_and_buys_it(new_page: NewPage) -> None:
    shop = stocked_shop().shop
    cetirizine = add_medicine(shop, "Cetirizine 10 mg tablet")
    patient = register(shop)
    page = desk_of(new_page, pharmacist(shop, "ratna"), language="id", phone=True)
    page.goto(f"/waitlist/add/{cetirizine.id}/?patient={patient}")
    page.locator(".t-pack-fields input").last.fill("150")
    looked_over(page)
    press(page, "Tambahkan ke daftar tunggu")
    first = id_in(page)
    code = Wait.objects.get(id=first).code
    join(shop, cetirizine, 100, "A2")
    assert states() == {code: "waiting", "A2": "waiting"}
    looked_over(page)

    received(shop, a_supplier(shop), goods(shop, cetirizine))
    relay_once()
    assert states() == {code: "offered", "A2": "waiting"}
    assert Reservation.objects.get().quantity == 150
    page.goto("/waitlist/")
    looked_over(page)
    page.goto(f"/waitlist/{first}/")
    looked_over(page)
    press(page, "Pelanggan sudah dikabari")
    expect(page.get_by_role("button", name="Pelanggan sudah dikabari")).to_have_count(0)

    till = new_page(**PHONE)
    open_counter(till, shop, "dewi")
    till.keyboard.type("cetirizine")
    expect(till.locator("[data-reserved-names]")).to_contain_text(f"{code}: ")
    till.keyboard.press("F6")
    till.locator("[data-reserved-list] button").click()
    expect(till.locator("[data-kept]")).to_have_text("Reserved goods")
    looked_over(till)
    pay(till)
    until(till, Sale.objects.exists)

    assert Reservation.objects.get().state == "taken"
    assert states() == {code: "served", "A2": "waiting"}
    assert not DiscrepancyCase.objects.exists()
    assert [v.sentence for result in run_checks() for v in result.violations] == []
    assert ("ratna", "patients.name_patient") in looks_at(shop, patient)
