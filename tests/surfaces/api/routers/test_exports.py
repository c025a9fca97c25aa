"""Products and stock as tables that an import takes back."""

from __future__ import annotations

import csv
import io

import pytest

from tests.support.jobs import run_due_jobs
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import table_file
from tests.surfaces.api.program import Program, program
from theriac.core.files.documents import XLSX

pytestmark = pytest.mark.django_db(transaction=True)


def test_products_are_exported_and_taken_back_unchanged(
    manager: Program, medicine: Medicine
) -> None:
    answer = manager.get("/exports/products")
    (row,) = csv.DictReader(io.StringIO(answer.file.decode("utf-8-sig")))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="products.csv"'
    assert (row["name"], row["base_price"], row["pack1_price"]) == (
        "Paracetamol 500 mg tablet",
        "700",
        "6500",
    )
    again = manager.upload("/imports", table_file(answer.file), form={"kind": "products"})
    address = f"/imports/{again.json()['id']}"
    manager.post(f"{address}/check")
    run_due_jobs()
    counts = manager.get(address).json()["counts"]
    assert (counts["rows"], counts["unchanged"]) == (1, 1)


def test_stock_is_exported_by_branch(manager: Program, medicine: Medicine, shop: Shop) -> None:
    answer = manager.get(f"/exports/stock?branch_id={shop.branch_id}")
    (row,) = csv.DictReader(io.StringIO(answer.file.decode("utf-8-sig")))

    assert (row["batch"], row["quantity"], row["unit"], row["branch"]) == (
        "B1",
        "100",
        "tablet",
        "MLT",
    )
    known = answer.headers["ETag"]
    assert manager.get("/exports/stock", if_none_match=known).status_code == 304


@pytest.mark.parametrize("what", ["products", "stock"])
def test_a_workbook_is_one_on_wish(manager: Program, medicine: Medicine, what: str) -> None:
    answer = manager.get(f"/exports/{what}?form=xlsx")
    assert answer.headers["Content-Type"] == XLSX
    assert answer.file.startswith(b"PK")


def test_another_form_or_branch_is_refused(manager: Program, shop: Shop) -> None:
    assert manager.get("/exports/products?form=pdf").json()["field"] == "form"
    nowhere = "00000000-0000-0000-0000-000000000001"
    assert manager.get(f"/exports/stock?branch_id={nowhere}").status_code == 404
    assert program(shop, "administrator").get("/exports/stock").status_code == 403
