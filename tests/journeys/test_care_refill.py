"""A refill in a browser: late on the list, told, prepared by one key, and sold from its goods."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.care import desk_of, looked_over, press, take_ready
from tests.journeys.counter import all_sent, open_counter, pay, stocked_shop, until
from tests.support.browser import NewPage
from tests.support.looks import looks_at
from tests.support.prescriptions import pharmacist, state_of
from tests.support.refills import a_repeat, plan_of, remind
from tests.support.shop import Shop
from theriac.core.outbox.relay import relay_once
from theriac.core.verification.registry import run_checks
from theriac.domains.patients.models import Patient
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.rules.facts import DirectionsWritten
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.models import Reservation

pytestmark = [pytest.mark.journey, pytest.mark.rows("RX-20", "RX-21", "RX-10")]
TWICE = DirectionsWritten(dose_numerator=1, times=2, route="oral")
DAYS_AGO = 23
"""Of a supply for 15 days: eight days late, and a week is the branch's patience."""


def late_repeat() -> tuple[Shop, PrescriptionId]:
    """Thirty tablets had long ago, may be repeated, and lie on the shelf: no more and no less."""
    stocked = stocked_shop()
    medicine = stocked.medicines["amlodipine"]
    made = a_repeat(stocked.shop, medicine, days_ago=DAYS_AGO, directions=TWICE)
    relay_once()
    remind(stocked.shop)
    return stocked.shop, made


def test_a_late_refill_is_prepared_by_one_key_and_sold_from_its_goods(new_page: NewPage) -> None:
    shop, made = late_repeat()
    page = desk_of(new_page, pharmacist(shop, "ratna"), language="id", phone=True)
    page.goto("/refills/?late=true")
    expect(page.locator("tbody")).to_contain_text("8 hari")
    looked_over(page)
    page.get_by_role("link", name="Siti Nurhaliza").click()
    looked_over(page)
    press(page, "Pasien setuju")
    expect(page.get_by_text("Barang ditahan, dan pengkajian pengulangan dimulai.")).to_be_visible()
    expect(page.get_by_text("Tidak ada peringatan").first).to_be_visible()
    expect(page.get_by_role("button", name="Pasien setuju")).to_have_count(0)
    looked_over(page)
    assert Reservation.objects.get().quantity == 30

    page.get_by_role("link", name="Lihat resep").click()
    press(page, "Setujui", "Mulai siapkan", "Periksa", "Siap diambil")
    until(page, lambda: state_of(made) == "ready")

    till = new_page()
    open_counter(till, shop, "ratna")
    take_ready(till, Prescription.objects.get().code)
    expect(till.locator("[data-kept]")).to_have_text("Reserved goods")
    expect(till.locator("[data-problem]")).to_have_count(0)
    expect(till.locator("[data-basket] [data-line]")).to_contain_text("3 strip")
    looked_over(till)
    pay(till)
    all_sent(till)

    assert not DiscrepancyCase.objects.exists()
    assert Reservation.objects.get().state == "taken"
    relay_once()
    plan = plan_of(made)
    assert plan.last_filled_on == shop.today
    assert [v.sentence for result in run_checks() for v in result.violations] == []
    page.goto("/refills/?late=true")
    expect(page.locator("main")).not_to_contain_text("Siti Nurhaliza")
    assert {
        ("ratna", "patients.reach_patients"),
        ("ratna", "refills.answer_yes"),
        ("ratna", "prescriptions.open"),
        ("ratna", "prescriptions.take_to_counter"),
    } <= looks_at(shop, Patient.objects.get().id)
