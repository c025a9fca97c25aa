"""Order needs on the screen: what, how much and why; filters, the file, and the want list."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.domains.forecasting.demands import Days, days_of
from tests.support.backoffice import client_of
from tests.support.receipts import goods, received
from tests.support.shop import Shop
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.suppliers.ids import SupplierId

pytestmark = pytest.mark.django_db

ADDRESS = "/purchasing/needs/"


@pytest.fixture
def supplier_id(shop: Shop) -> SupplierId:
    return a_supplier(shop, minimum_order=100_000)


@pytest.fixture
def days(shop: Shop, supplier_id: SupplierId) -> Days:
    """A box of 100 comes and sells at 4 a day until 12 are left; of zinc a strip is enough."""
    found, other = days_of(shop), days_of(shop, "Zinc 20 mg tablet")
    with found.on(0):
        received(shop, supplier_id, goods(shop, found.medicine, packs=1))
    other.come(0, 40, batch="Z1")
    for number in range(1, 23):
        found.sell(number, 4)
    other.sell(3, 2)
    found.night(23)
    return found


def asked(days: Days, query: str = "", *, role: str = "owner") -> Any:
    with days.on(23):
        return client_of(days.shop, role).get(f"{ADDRESS}{query}")


def sent(days: Days, path: str, data: dict[str, Any], *, role: str = "owner") -> Any:
    with days.on(23):
        return client_of(days.shop, role).post(f"{ADDRESS}{path}", data, follow=True)


def names(page: Any) -> list[str]:
    return [row.name for row in page.context["rows"]]


def test_what_is_needed_stands_there_with_how_it_comes_about(days: Days) -> None:
    page = asked(days)
    assert page.status_code == 200
    (row,) = page.context["rows"]
    assert (row.name, row.there, row.cover, row.order) == (
        "Paracetamol 500 mg tablet",
        "1 strip + 2 tablets",
        3,
        "1 box",
    )
    # 88 sold on 23 days, the day of coming too; 9 days sell 35 and 5 are kept for surprises.
    assert row.reasons == [
        "Sells 3,8 tablets a day, on 23 of 90 days with stock.",
        "Expected sales over 2 days until delivery and 7 days until the next order: "
        "3 strips + 5 tablets.",
        "Delivery time: as set for the supplier.",
        "Safety stock for a service level of 95%: 5 tablets.",
        "Can be sold: 1 strip + 2 tablets.",
        "Missing: 2 strips + 7 tablets. Order 1 box.",
    ]
    for sentence in row.reasons:
        assert sentence in page.text
    assert "60.000 below the minimum order" in page.text.replace("\u00a0", " ")
    assert "23 Oct 2026" in page.text


def test_who_proposes_goes_on_to_a_proposal(days: Days) -> None:
    new = 'href="/proposals/new/"'
    assert new in asked(days).content.decode()
    assert new not in asked(days, role="technician").content.decode()


def test_a_need_leads_on_to_what_each_supplier_asks(days: Days) -> None:
    page = asked(days)
    (row,) = page.context["rows"]
    offers = f'href="/products/{row.pk}/offers/"'
    assert offers in page.content.decode()
    assert offers not in asked(days, role="technician").content.decode()


def test_filters_keep_the_supplier_the_class_and_what_is_not_needed(
    days: Days, supplier_id: SupplierId
) -> None:
    needed = ["Paracetamol 500 mg tablet"]
    assert names(asked(days, "?all=true")) == [*needed, "Zinc 20 mg tablet"]
    assert names(asked(days, f"?supplier={supplier_id}")) == needed
    assert names(asked(days, "?supplier=none")) == []
    assert names(asked(days, "?supplier=none&all=true")) == ["Zinc 20 mg tablet"]
    assert names(asked(days, "?abc=A")) == needed
    assert names(asked(days, "?abc=C")) == []
    assert names(asked(days, "?ved=vital")) == []
    assert names(asked(days, "?urgent=true")) == needed
    assert names(asked(days, "?q=zinc&all=true&sort=name")) == ["Zinc 20 mg tablet"]
    enough = asked(days, "?q=zinc&all=true").context["rows"][0]
    assert enough.reasons[-1] == "Enough until the next order."
    assert "All products" in asked(days).text


def test_the_file_has_every_figure(days: Days) -> None:
    with days.on(23):
        file = asked(days, "?export=csv").getvalue().decode("utf-8-sig")
        book = asked(days, "?export=xlsx")
    head, line = list(csv.reader(io.StringIO(file)))
    told = dict(zip(head, line, strict=True))
    assert told["Order, base units"] == "100"
    assert (told["Sold, base units"], told["Days with stock"]) == ("88", "23")
    assert (told["Supplier"], told["Cost"]) == ("PT Kimia Farma Trading", "40000")
    assert told["Cost of a pack"] == "40000"
    assert told["Reason"].endswith("Order 1 box.")
    assert b"".join(book).startswith(b"PK")


def test_who_sees_no_costs_and_suppliers_is_told_neither(days: Days) -> None:
    page = asked(days, role="cashier")
    assert names(page) == ["Paracetamol 500 mg tablet"]
    assert "PT Kimia Farma" not in page.text
    assert "40.000" not in page.text
    assert "Add to want list" in page.text
    assert "Add to want list" not in asked(days, role="auditor").text
    with days.on(23):
        file = asked(days, "?export=csv", role="cashier").getvalue().decode("utf-8-sig")
    assert "Cost" not in file
    assert "Supplier" not in file


def test_what_is_selected_goes_to_the_want_list_once(days: Days) -> None:
    row = {"row": [str(days.medicine.id)], "back": "sort=name"}
    page = sent(days, "want/", row, role="cashier")
    assert "1 product added to the want list." in page.text
    assert page.redirect_chain[-1][0] == f"{ADDRESS}?sort=name"
    want = WantEntry.objects.get()
    assert (want.product_id, want.quantity, want.source) == (days.medicine.id, 100, "need")
    assert "On the want list" in asked(days).text
    assert names(asked(days, "?unlisted=true")) == []
    again = sent(days, "want/", row)
    assert "Paracetamol 500 mg tablet is already on the want list." in again.text
    assert "Select at least one row." in sent(days, "want/", {}).text
    with days.on(23):
        listed = client_of(days.shop, "owner").get("/stock/wants/")
    assert "Order needs" in listed.text


def test_one_key_wants_all_that_is_needed_of_a_supplier(
    days: Days, supplier_id: SupplierId
) -> None:
    other = a_supplier(days.shop, "PT Bina San Prima")
    nothing = sent(days, f"suppliers/{other}/want/", {})
    assert "Nothing to add: everything needed is on the want list." in nothing.text
    page = sent(days, f"suppliers/{supplier_id}/want/", {"back": f"supplier={supplier_id}"})
    assert "1 product added to the want list." in page.text
    assert WantEntry.objects.get().quantity == 100
    assert "Nothing to add" in sent(days, f"suppliers/{supplier_id}/want/", {}).text
    assert "To order by supplier" not in page.text


def test_before_the_first_night_it_says_when_there_are_needs(shop: Shop) -> None:
    with clock.at(clock.now()):
        page = client_of(shop, "owner").get(ADDRESS)
    assert "The first needs appear tomorrow." in page.text
