"""Files, what their columns mean, and what was meant the last time."""

from __future__ import annotations

import gzip
import io
from typing import Any, get_args

import pytest

from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from tests.surfaces.api.importing import MAPPING
from tests.surfaces.api.pieces import TABLE, table_file
from tests.surfaces.api.program import Program, program
from theriac.core.tables.dates import ORDERS
from theriac.core.tables.numbers import STYLES
from theriac.core.tables.writer import write_table
from theriac.domains.catalog.imports.kinds import import_kinds
from theriac.domains.catalog.imports.mapping import IDENTITIES
from theriac.domains.catalog.imports.states import State as States
from theriac.surfaces.api.schemas import imports as schemas

pytestmark = pytest.mark.django_db(transaction=True)
PRODUCTS = {"kind": "products"}


def hand_in(asking: Program, content: bytes = TABLE, **form: str) -> Any:
    answer = asking.upload("/imports", table_file(content), form={**PRODUCTS, **form})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_the_schema_names_what_the_domain_has() -> None:
    assert set(get_args(schemas.Kind)) == {kind.code for kind in import_kinds()}
    assert set(get_args(schemas.State)) == set(States.values)
    assert set(get_args(schemas.Numbers)) == set(STYLES)
    assert get_args(schemas.Dates) == ORDERS
    assert get_args(schemas.Identity) == IDENTITIES


def test_the_answer_shows_columns_and_what_they_seem_to_mean(manager: Program) -> None:
    batch = hand_in(manager)

    assert (batch["state"], batch["kind"], batch["file_name"]) == (
        "columns",
        "products",
        "daftar.csv",
    )
    assert batch["columns"][2] == {
        "name": "harga",
        "samples": ["1.000", "12,5OO", "500", "700", "900"],
        "words": ["1.000", "12,5OO", "500", "700", "900"],
    }
    meant = {one["field"]: one["columns"] for one in batch["mapping"]["columns"]}
    assert meant == {
        "code": ["kode"],
        "name": ["nama"],
        "price": ["harga"],
        "base_unit": ["satuan"],
    }
    assert (batch["mapping"]["identity"], batch["mapping"]["numbers"]) == ("code", "1.234,56")
    assert (batch["head_row"], batch["job"], batch["counts"], batch["result"]) == (
        1,
        None,
        None,
        None,
    )
    assert manager.get(f"/imports/{batch['id']}").json() == batch


def test_a_packed_table_and_a_workbook_with_sheets_are_taken(manager: Program) -> None:
    packed = manager.upload(
        "/imports", table_file(gzip.compress(TABLE), "daftar.csv.gz"), form=PRODUCTS
    ).json()
    book = io.BytesIO()
    write_table(book, "xlsx", ["kode", "nama"], [["A", "Oralit"]])
    sheets = hand_in(manager, book.getvalue(), sheet="Sheet1", head_row="1")

    assert packed["file_name"] == "daftar.csv"
    assert (sheets["sheet"], sheets["sheets"]) == ("Sheet1", ["Sheet1"])
    other = manager.upload(
        "/imports", table_file(book.getvalue()), form={**PRODUCTS, "sheet": "Harga"}
    )
    assert (other.status_code, other.json()["code"]) == (422, "tables.sheet_missing")
    assert other.json()["field"] == "sheet"


@pytest.mark.parametrize(
    ("content", "form", "code", "field"),
    [
        (b"", PRODUCTS, "files.refused", "file"),
        (b"\x89PNG\r\n\x1a\n\0\0", PRODUCTS, "files.kind_refused", "file"),
        (b"kode,nama", PRODUCTS, "tables.empty", "file"),
        (TABLE, {}, "unprocessable", "kind"),
        (TABLE, {"kind": "people"}, "unprocessable", "kind"),
        (TABLE, {**PRODUCTS, "head_row": "two"}, "unprocessable", "head_row"),
        (TABLE, {**PRODUCTS, "sheets": "x"}, "unprocessable", "sheets"),
    ],
)
def test_what_cant_be_taken_is_refused_at_its_field(
    manager: Program, content: bytes, form: dict[str, str], code: str, field: str
) -> None:
    answer = manager.upload("/imports", table_file(content), form=form)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["field"] == field


def test_the_same_file_and_form_under_a_key_is_one_import(manager: Program) -> None:
    first = manager.upload("/imports", table_file(), form=PRODUCTS, idempotency_key="k")
    again = manager.upload("/imports", table_file(), form=PRODUCTS, idempotency_key="k")
    other = manager.upload(
        "/imports", table_file(), form={**PRODUCTS, "head_row": "1"}, idempotency_key="k"
    )

    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.key_reused")
    assert len(manager.get("/imports").json()["items"]) == 1


def test_the_mapping_is_changed_by_who_read_it(manager: Program) -> None:
    batch = hand_in(manager)
    address = f"/imports/{batch['id']}"
    tag = manager.get(address).headers["ETag"]
    changed = manager.put(f"{address}/mapping", MAPPING, if_match=tag)

    assert changed.status_code == 200
    assert changed.json()["mapping"] == MAPPING
    assert changed.json()["version"] == batch["version"] + 1
    stale = manager.put(f"{address}/mapping", MAPPING, if_match=tag)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert stale.json()["current"] == changed.json()["version"]
    assert manager.put(f"{address}/mapping", MAPPING).status_code == 428


def test_a_choice_that_doesnt_fit_is_named_where_the_body_says_it(manager: Program) -> None:
    batch = hand_in(manager)
    columns = [
        {"field": "name", "columns": ["nama"]},
        {"field": "price", "columns": ["harga jual"]},
        {"field": "colour", "columns": ["kode"]},
    ]
    words = [{"field": "taste", "written": "a", "means": "b"}]
    refused = manager.put(
        f"/imports/{batch['id']}/mapping",
        {"columns": columns, "identity": "code", "words": words},
        if_match='"1"',
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "catalog.mapping_refused")
    assert {one["field"]: one["detail"] for one in refused.json()["errors"]} == {
        "columns.1": "The file doesn’t have this column. Choose another one.",
        "columns.2": "This option doesn’t exist.",
        "identity": "Choose its column, or identify rows by name.",
        "words.0": "This option doesn’t exist.",
    }
    assert refused.json()["errors"][0]["pointer"] == "#/columns/1"


def test_another_row_of_names_is_read_anew(manager: Program) -> None:
    batch = hand_in(manager)
    answer = manager.put(f"/imports/{batch['id']}/sheet", {"head_row": 2}, if_match='"1"')

    assert [column["name"] for column in answer.json()["columns"]] == [
        "IM-1",
        "Oralit",
        "1.000",
        "sachet",
    ]
    nowhere = manager.put(f"/imports/{batch['id']}/sheet", {"head_row": 90}, if_match='"2"')
    assert (nowhere.status_code, nowhere.json()["field"]) == (422, "head_row")


def test_the_next_file_of_a_source_begins_with_what_its_columns_meant(manager: Program) -> None:
    batch = hand_in(manager)
    strange = {**MAPPING, "columns": MAPPING["columns"][1:3], "identity": "name"}
    manager.put(f"/imports/{batch['id']}/mapping", strange, if_match='"1"')
    manager.post(f"/imports/{batch['id']}/check")
    run_due_jobs()

    assert hand_in(manager)["mapping"] == strange
    (saved,) = manager.get("/import-mappings?kind=products&name=daftar").json()["items"]
    assert (saved["kind"], saved["name"], saved["mapping"]) == ("products", "daftar", strange)
    assert manager.get("/import-mappings?kind=stock").json()["items"] == []


def test_imports_are_listed_in_pages_newest_first(manager: Program, shop: Shop) -> None:
    ids = [hand_in(manager)["id"] for _count in range(3)]
    first = manager.get("/imports?limit=2").json()
    rest = manager.get(f"/imports?limit=2&cursor={first['next']}").json()

    assert [one["id"] for one in (*first["items"], *rest["items"])] == ids[::-1]
    assert rest["next"] is None
    assert manager.get("/imports?state=done").json()["items"] == []
    assert program(shop, "pharmacist").get("/imports").json()["code"] == "not_permitted"


def test_kinds_tell_what_columns_may_mean(manager: Program) -> None:
    kinds = {kind["code"]: kind for kind in manager.get("/import-kinds").json()["items"]}

    assert kinds["products"]["required"] == [["name"]]
    assert kinds["stock"]["required"] == [["quantity"], ["name", "code", "barcode"]]
    assert (kinds["products"]["at_branch"], kinds["stock"]["at_branch"]) == (False, True)
    fields = {field["code"]: field for field in kinds["products"]["fields"]}
    assert fields["name"] == {"code": "name", "title": "Name", "kind": "text", "joins": False}
