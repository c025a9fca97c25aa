"""Goods are received on one page; a refusal stands beside its field and nothing is lost."""

from datetime import date
from typing import Any

from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Medicine, Shop, add_medicine
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.stock.models import Balance, Batch

ADDRESS = "/stock/receive/"


def line(medicine: Medicine, key: str = "a", **changes: str) -> dict[str, str]:
    values = {
        "product_id": str(medicine.id),
        "packs": "2",
        "factor": "100",
        "number": "AMX26",
        "expires_on": "10/2028",
        "cost": "45.000",
        "mrp": "",
        "shelf": "C-04",
    } | changes
    return {f"line-{key}-{name}": value for name, value in values.items()}


def test_two_lines_become_two_batches(shop: Shop) -> None:
    restocker = client_of(shop, "restocker")
    first, second = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    data = line(first) | line(second, "b", factor="10", packs="3", number="", expires_on="")
    response = restocker.post(ADDRESS, data | {"number": "SJ-77", "reason": "from PBF"})
    assert response.status_code == 302
    batch = Batch.objects.get(number="AMX26")
    assert batch.expires_on == date(2028, 10, 31)
    assert (batch.cost_amount, batch.cost_units, batch.shelf) == (45_000, 100, "C-04")
    assert set(Balance.objects.values_list("quantity", flat=True)) == {200, 30}
    document = restocker.get(response["Location"])
    assert "SJ-77" in document.text
    assert "2 boxes" in document.text
    assert "3 strips" in document.text
    assert "No expiry entered" in document.text


def test_a_refused_line_keeps_everything_that_was_typed(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    data = line(medicine, packs="0") | line(medicine, "b", expires_on="13/2027", cost="4x")
    page = owner.post(ADDRESS, data | {"number": "SJ-77"})
    assert page.status_code == 422
    errors = [set(form.errors) for form in page.context["lines"]]
    assert errors == [{"packs"}, {"expires_on", "cost"}]
    for kept in ('value="SJ-77"', 'value="13/2027"', 'value="4x"', 'value="AMX26"'):
        assert kept in page.text
    assert "There is no month 13. Type 01 to 12." in page.text
    assert not Batch.objects.exists()


def test_nothing_entered_is_said(shop: Shop, owner: Client) -> None:
    page = owner.post(ADDRESS, {"number": ""})
    assert page.status_code == 422
    assert "Nothing was entered. Search for a product and add it." in page.text


def test_search_scan_and_what_nothing_fits(shop: Shop, owner: Client) -> None:
    packs = [
        NewPack(name="tablet", factor=1),
        NewPack(name="strip", factor=10, barcodes=["8991234567890"], price=6500),
    ]
    medicine = add_medicine(shop, packs=packs)
    assert "Paracetamol" in owner.get(f"{ADDRESS}find/", {"q": "paracet"}).text
    row = owner.get(f"{ADDRESS}line/", {"q": "8991234567890"})
    assert row.context["line"].initial == {"factor": "10", "product_id": str(medicine.id)}
    assert "autofocus" in row.text
    none = owner.get(f"{ADDRESS}line/", {"q": "zzzz"})
    assert "Nothing fits “zzzz”" in none.text
    assert owner.get(f"{ADDRESS}find/", {"q": "\0"}).status_code == 200
    page = owner.get(ADDRESS, {"product": str(medicine.id)})
    assert [form.product.id for form in page.context["lines"]] == [medicine.id]


def test_many_lines_take_a_bounded_number_of_statements(
    shop: Shop, owner: Client, django_assert_max_num_queries: Any
) -> None:
    medicine = add_medicine(shop)
    data: dict[str, str] = {}
    for number in range(30):
        data |= line(medicine, str(number), number=f"B{number}")
    owner.get(ADDRESS)
    with django_assert_max_num_queries(30 + 25):  # a balance is opened for each batch
        assert owner.post(ADDRESS, data).status_code == 302
    assert Batch.objects.count() == 30


def test_who_may_not(shop: Shop) -> None:
    cashier = client_of(shop, "cashier")
    for address in ("", "find/", "line/", "nothing/"):
        assert cashier.get(f"{ADDRESS}{address}").status_code == 403
    assert cashier.post(ADDRESS, line(add_medicine(shop))).status_code == 403
