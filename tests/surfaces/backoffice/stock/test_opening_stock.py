"""Opening stock typed in a grid: a batch a row, all of them or none."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from theriac.core.audit.models import AuditRecord
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stock.queries.bins import bins_of

pytestmark = pytest.mark.rows("UX-15", "CAT-13")
AT = "/stock/opening/"
NAME = "Paracetamol 500 mg tablet"


def rows(*typed: dict[str, str]) -> dict[str, str]:
    """The form as a browser sends it."""
    return {
        f"row-{at}-{name}": text for at, row in enumerate(typed) for name, text in row.items()
    } | {"reason": "Stock at the start"}


def test_what_lay_there_is_typed_and_can_be_sold(owner: Client, shop: Shop) -> None:
    medicine = add_medicine(shop)
    assert AT in owner.get("/stock/").text
    found = owner.get(f"{AT}find/?q=para").json()["found"][0]["row"]["values"]
    strip = str(medicine.packs[10])
    first = {**found, "packs": "12", "pack_id": strip, "batch_number": "B7", "cost": "6.000"}
    second = {"product": NAME, "packs": "5", "pack_id": str(medicine.packs[1])}
    sent = rows({**first, "expires_on": "10/2029", "shelf": "a-04"}, second)

    done = owner.post(AT, sent, follow=True)

    assert "Opening stock added." in done.text
    known, other = Batch.objects.order_by("id")
    assert (known.number, str(known.expires_on)) == ("B7", "2029-10-31")
    assert (known.cost_amount, known.cost_units) == (6_000, 10)
    assert (other.number, other.expires_on, other.cost_amount) == ("", None, None)
    assert sorted(Movement.objects.values_list("kind", "quantity")) == [
        ("opening", 5),
        ("opening", 120),
    ]
    assert bins_of(shop.branch_id, [known.id]) == {known.id: "A-04"}
    record = AuditRecord.objects.get(command="stock.enter_opening_stock")
    assert record.reason == "Stock at the start"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"packs": "0"}, "at least 1"),
        ({"packs": "9" * 12}, "This is too large"),
        ({"expires_on": "31/02/2030"}, "31/02/2030"),
        ({"product": "Nothing of the kind"}, "No product matches"),
        ({"cost": "x"}, 'value="x"'),
    ],
)
def test_a_wrong_row_is_told_and_nothing_comes_in(
    owner: Client, shop: Shop, change: dict[str, str], words: str
) -> None:
    add_medicine(shop)
    good = {"product": NAME, "packs": "1", "batch_number": "B7"}

    refused = owner.post(AT, rows(good, {**good, **change}))

    assert refused.status_code == 422
    assert words in refused.text
    assert not Movement.objects.exists()


def test_it_is_pasted_from_a_sheet(owner: Client, shop: Shop) -> None:
    medicine = add_medicine(shop)
    sheet = f"Nama obat\tStok\tBatch\tED\tHarga beli\tRak\n{NAME}\t3\tB9\t12/2030\t650\tC-1"
    (row,) = owner.post(f"{AT}paste/", {"text": sheet}).json()["rows"]
    assert row["errors"] == {}
    told = {name: row["values"][name] for name in ("packs", "batch_number", "expires_on", "shelf")}
    assert told == {"packs": "3", "batch_number": "B9", "expires_on": "12/2030", "shelf": "C-1"}
    assert row["values"]["product_id"] == str(medicine.id)


def test_it_needs_a_reason_a_row_and_the_right(owner: Client, shop: Shop) -> None:
    empty = owner.post(AT, {"reason": ""})
    assert empty.status_code == 422
    assert "No items added. Scan or type a product." in empty.text
    assert client_of(shop, "restocker").get(AT).status_code == 403
