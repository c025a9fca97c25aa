"""What a browser keeps after a day with patients: marked values, looked for in all of it.

Looked through: databases (IndexedDB), local and session storage, caches, cookies (those too that
scripts can't read), the address and the history's state. The disk under a browser that ended is
looked through by ``test_counter_sealed.py``.

Allowed, by name: ``KEPT_BY_THE_BACK_OFFICE`` and ``COOKIES`` in the back office; the counter keeps
a prescription only sealed to its branch, which its own device can't open.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.counter import open_counter, pay, sell, stocked_shop, until
from tests.journeys.test_counter_sealed import capture
from tests.support.backoffice import be_signed_in
from tests.support.browser_storage import everything_kept
from tests.support.jobs import run_due_jobs
from tests.support.patients import NIK, register
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.rules.particulars import ContactPoint
from theriac.domains.sales.models import SaleGround, SalePatient

pytestmark = [pytest.mark.journey, pytest.mark.databases("sqlite")]
NAMES, PHONE, ALLERGY = "Zulaikhaxq Wirasatyaqz", "081298765432", "buahnangkaxq"
PRESCRIBER, NUMBER = "dr. Prescribinaxq", "RX-99817263-ZQ"
NEEDLES = ("ulaikhaxq", "irasatyaqz", PHONE, "81298765432", NIK, ALLERGY, "rescribinaxq", NUMBER)
KEPT_BY_THE_BACK_OFFICE = {"theriac.used", "htmx-current-path-for-history"}
"""When somebody last pressed something, for the lock of a page that is left alone; and the path of
the page, which names records by id alone. Pages themselves aren't kept (htmx-history-cache)."""
COOKIES = {"csrftoken", "sessionid", "theriac_language", "theriac_device"}
"""The last is the random number by which a device is known to an account that signed in there."""


def marked_patient(shop: Any) -> Any:
    one = register(
        shop,
        NAMES,
        contacts=[ContactPoint("phone", PHONE)],
        national_ids={"nik": NIK},
        sex="female",
    )
    fact = NewHealthFact("allergy", "other", ALLERGY, "severe")
    record_health(actor=shop.owner, branch_id=shop.branch_id, patient_id=one, fact=fact)
    return one


def traces(page: Page) -> list[str]:
    """The marked values in what the browser keeps, cookies that no script reads included."""
    kept = everything_kept(page) + json.dumps(page.context.cookies())
    return [needle for needle in NEEDLES if needle.casefold() in kept.casefold()]


def names_of_storage(page: Page) -> dict[str, list[str]]:
    """Which databases, keys of storages and caches there are."""
    found: dict[str, list[str]] = page.evaluate(
        """async () => ({
          databases: (await indexedDB.databases()).map((one) => one.name),
          local: Object.keys(localStorage),
          session: Object.keys(sessionStorage),
          caches: await caches.keys(),
        })"""
    )
    return found


@pytest.mark.first_load
@pytest.mark.rows("AUD-08")
def test_the_counter_keeps_nobody_whom_it_served(page: Page) -> None:
    stocked = stocked_shop()
    one = marked_patient(stocked.shop)
    open_counter(page, stocked.shop, "ratna")
    capture(page, PRESCRIBER, NUMBER)
    page.keyboard.press("F10")
    page.get_by_role("button", name="Patient", exact=True).click()
    page.locator("#text").fill("zulai")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=NAMES).click()
    expect(page.locator("[data-patient]")).to_contain_text(ALLERGY)
    assert traces(page) == []

    page.context.set_offline(True)
    pay(page)
    page.keyboard.press("Enter")
    expect(page.locator("[data-patient]")).to_have_count(0)
    assert traces(page) == []  # the sale waits with both, sealed

    page.context.set_offline(False)
    sell(page, "paracetamol")
    until(page, lambda: SalePatient.objects.count() == 1)
    assert SalePatient.objects.get().patient_id == one
    assert SaleGround.objects.get().details["prescriber"] == PRESCRIBER
    assert traces(page) == []


@pytest.mark.first_load
@pytest.mark.rows("AUD-08")
def test_the_back_office_keeps_nobody_whom_it_showed(page: Page, tmp_path: Path) -> None:
    shop = stocked_shop().shop
    one = marked_patient(shop)
    be_signed_in(page)
    page.goto("/patients/")
    page.locator("input[name=text]").fill("zulai")
    page.keyboard.press("Enter")
    expect(page.get_by_text(NAMES).first).to_be_visible()
    assert traces(page) == []

    for path in ("", "change/", "people/", "same/", "readings/"):
        page.goto(f"/patients/{one}/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert (path, traces(page)) == (path, [])
    page.goto(f"/patients/{one}/change/")
    page.locator("input[name=names]").fill(f"{NAMES} the third")  # typed and left, not saved
    page.goto("/patients/")

    table = tmp_path / f"{NAMES}.csv"
    table.write_text(f"kode;nama;satuan;harga\nA1;Oralit;TAB;{NAMES}\n", encoding="utf-8")
    page.goto("/imports/")
    page.get_by_role("link", name="Import a file").first.click()
    page.locator("#id_file").set_input_files(table)
    page.get_by_role("button", name="Continue to columns").click()
    expect(page.locator("h1")).to_be_visible()
    run_due_jobs()
    assert traces(page) == []

    kept = names_of_storage(page)
    assert (kept["databases"], kept["caches"]) == ([], [])
    assert set(kept["local"]) | set(kept["session"]) <= KEPT_BY_THE_BACK_OFFICE
    assert {cookie["name"] for cookie in page.context.cookies()} <= COOKIES
