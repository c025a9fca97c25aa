"""Checking, leaving rows out, bringing in, giving up: as a program follows them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from tests.surfaces.api.pieces import TABLE, table_file
from tests.surfaces.api.program import Program, program

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = b"kode;nama;harga;satuan\nG-1;Oralit;1.000;sachet\nG-2;Seng 20 mg;900;tablet\n"


def hand_in(asking: Program, content: bytes = TABLE, kind: str = "products") -> str:
    answer = asking.upload("/imports", table_file(content), form={"kind": kind})
    assert answer.status_code == 201, answer.json()
    address = f"/imports/{answer.json()['id']}"
    if kind == "products":
        say_class(asking, address)
    return address


def say_class(asking: Program, address: str) -> None:
    """The table has no column of classes."""
    found = asking.get(address)
    said = [*found.json()["mapping"]["defaults"], {"field": "legal_class", "value": "keras"}]
    mapping = {**found.json()["mapping"], "defaults": said}
    told = asking.put(f"{address}/mapping", mapping, if_match=found.headers["ETag"])
    assert told.status_code == 200, told.json()


def checked(asking: Program, content: bytes = TABLE, kind: str = "products") -> str:
    address = hand_in(asking, content, kind)
    assert asking.post(f"{address}/check").status_code == 200
    run_due_jobs()
    return address


def names(asking: Program) -> list[str]:
    return [one["name"] for one in asking.get("/products").json()["items"]]


@pytest.mark.rows("API-10")
def test_a_file_is_checked_then_its_good_rows_are_brought_in(manager: Program) -> None:
    address = hand_in(manager)
    checking = manager.post(f"{address}/check").json()
    assert (checking["state"], checking["job"]["state"]) == ("checking", "ready")
    assert manager.get(f"/jobs/{checking['job']['id']}").json()["state"] == "ready"
    run_due_jobs()
    found = manager.get(address).json()
    assert (found["state"], found["row_count"]) == ("checked", 5)
    counts = {name: found["counts"][name] for name in ("rows", "new", "left_out", "look", "taken")}
    assert counts == {"rows": 5, "new": 2, "left_out": 2, "look": 1, "taken": 3}
    assert found["counts"]["columns"] == [
        {"name": "nama", "count": 2},
        {"name": "harga", "count": 1},
    ]
    assert names(manager) == []

    left = manager.post(f"{address}/left-out-rows", {"rows": [5]}).json()
    assert left["left_out_rows"] == [5]
    committing = manager.post(f"{address}/commit", {"mode": "good_rows"}).json()
    assert committing["state"] == "committing"
    run_due_jobs()
    done = manager.get(address).json()
    assert (done["state"], done["job"]["state"]) == ("done", "succeeded")
    assert done["result"] == {
        "added": 2,
        "changed": 0,
        "unchanged": 0,
        "left_out": 3,
        "taken": 2,
        "without_barcode": 0,
        "through": 6,
    }
    assert names(manager) == ["Oralit", "Seng 20 mg"]


def test_rows_are_left_out_and_taken_again(manager: Program) -> None:
    address = checked(manager)
    manager.post(f"{address}/left-out-rows", {"rows": [2, 5]})
    again = manager.post(f"{address}/left-out-rows", {"rows": [2], "left_out": False})
    assert again.json()["left_out_rows"] == [5]

    unchecked = manager.post(f"{hand_in(manager)}/left-out-rows", {"rows": [2]})
    assert (unchecked.status_code, unchecked.json()["code"]) == (409, "catalog.import_refused")


def test_all_or_nothing_is_refused_while_a_row_would_be_left_out(manager: Program) -> None:
    address = checked(manager)
    refused = manager.post(f"{address}/commit", {"mode": "all_or_nothing"})

    assert (refused.status_code, refused.json()["code"]) == (409, "catalog.import_refused")
    assert refused.json()["left_out"] == 2
    assert refused.json()["field"] == "mode"
    whole = checked(manager, GOOD)
    assert manager.post(f"{whole}/commit", {"mode": "all_or_nothing"}).status_code == 200
    run_due_jobs()
    assert manager.get(whole).json()["result"]["added"] == 2


def test_a_second_time_changes_nothing(manager: Program) -> None:
    for _count in range(2):
        address = checked(manager, GOOD)
        manager.post(f"{address}/commit", {"mode": "good_rows"})
        run_due_jobs()
    result = manager.get(address).json()["result"]
    assert (result["added"], result["changed"], result["unchanged"]) == (0, 0, 2)


def test_a_missing_column_is_told_when_the_check_is_asked_for(manager: Program) -> None:
    address = hand_in(manager, b"x,y\n1,2\n")
    refused = manager.post(f"{address}/check")

    assert (refused.status_code, refused.json()["code"]) == (422, "catalog.mapping_refused")
    assert [one["field"] for one in refused.json()["errors"]] == ["columns.name"]
    assert manager.get(address).json()["state"] == "columns"


def test_one_import_is_brought_in_at_a_time(manager: Program) -> None:
    first, second = checked(manager, GOOD), checked(manager)
    manager.post(f"{first}/commit", {"mode": "good_rows"})
    refused = manager.post(f"{second}/commit", {"mode": "good_rows"})
    assert (refused.status_code, refused.json()["code"]) == (409, "catalog.import_refused")


def test_a_discarded_import_forgets_its_work(manager: Program) -> None:
    address = hand_in(manager)
    job = manager.post(f"{address}/check").json()["job"]["id"]
    gone = manager.post(f"{address}/discard").json()

    assert (gone["state"], gone["counts"]) == ("discarded", None)
    assert manager.get(f"/jobs/{job}").json()["state"] == "cancelled"
    over = manager.post(f"{address}/check")
    assert (over.status_code, over.json()["state"]) == (409, "discarded")


def test_opening_stock_is_received_at_the_branch(manager: Program, shop: Shop) -> None:
    products = checked(manager, GOOD)
    manager.post(f"{products}/commit", {"mode": "good_rows"})
    run_due_jobs()
    table = b"kode;batch;ed;stok\nG-1;B1;31/12/2030;40\nG-2;;;7\n"
    address = checked(manager, table, "stock")
    manager.post(f"{address}/commit", {"mode": "good_rows"})
    run_due_jobs()

    assert manager.get(address).json()["branch_id"] == str(shop.branch_id)
    levels = manager.get("/stock").json()["items"]
    told: Any = [(one["product"], one["on_hand"], one["available"]) for one in levels]
    assert told == [("Oralit", 40, 40), ("Seng 20 mg", 7, 0)]


def test_somebody_elses_import_of_another_branch_isnt_there(shop: Shop, manager: Program) -> None:
    nowhere = "/imports/00000000-0000-0000-0000-000000000001"
    assert manager.get(nowhere).status_code == 404
    assert manager.post(f"{nowhere}/check").status_code == 404
    refused = program(shop, "restocker").post(f"{hand_in(manager)}/check")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")


@pytest.mark.rows("API-10")
def test_a_price_far_off_is_brought_in_once_a_program_confirms_it(manager: Program) -> None:
    first = checked(manager, GOOD)
    manager.post(f"{first}/commit", {"mode": "good_rows"})
    run_due_jobs()
    again = checked(manager, GOOD.replace(b"1.000", b"11.000"))

    asked = manager.post(f"{again}/commit", {"mode": "all_or_nothing"})

    assert (asked.status_code, asked.json()["type"].rpartition(":")[2]) == (409, "asks_first")
    codes = [one["code"] for one in asked.json()["questions"]]
    body = {"mode": "all_or_nothing", "confirmed": codes}
    assert manager.post(f"{again}/commit", body).status_code == 200
    run_due_jobs()
    assert manager.get(again).json()["result"]["changed"] == 1


@pytest.mark.rows("API-10")
def test_nothing_is_checked_before_the_class_of_its_products_is_said(manager: Program) -> None:
    asked = {one["code"]: one["asked"] for one in manager.get("/import-kinds").json()["items"]}
    assert asked == {
        "bills": [],
        "credit": [],
        "numbers": [],
        "products": ["legal_class"],
        "stock": [],
    }
    answer = manager.upload("/imports", table_file(GOOD), form={"kind": "products"}).json()
    address = f"/imports/{answer['id']}"
    assert [one["field"] for one in answer["mapping"]["defaults"]] == ["base_unit", "tax_class"]

    refused = manager.post(f"{address}/check")

    assert (refused.status_code, refused.json()["code"]) == (422, "catalog.mapping_refused")
    assert [one["field"] for one in refused.json()["errors"]] == ["defaults.legal_class"]
    assert manager.get(address).json()["state"] == "columns"
    say_class(manager, address)
    assert manager.post(f"{address}/check").status_code == 200


@pytest.mark.rows("API-10")
def test_the_class_is_said_by_the_words_of_a_category(manager: Program) -> None:
    table = b"nama,kategori\nVitamin C,Vitamin\nAmoksisilin,Antibiotik\n"
    answer = manager.upload("/imports", table_file(table), form={"kind": "products"}).json()
    address = f"/imports/{answer['id']}"
    assert answer["mapping"]["classes"] == []

    def said(*told: tuple[str, str]) -> list[dict[str, str]]:
        return [{"field": "category", "written": word, "means": means} for word, means in told]

    def put(classes: list[dict[str, str]]) -> Any:
        found = manager.get(address)
        mapping = {**found.json()["mapping"], "classes": classes}
        return manager.put(f"{address}/mapping", mapping, if_match=found.headers["ETag"])

    assert put(said(("Vitamin", "bebas"))).status_code == 200
    refused = manager.post(f"{address}/check")
    assert [one["field"] for one in refused.json()["errors"]] == ["classes.category"]
    told = put(said(("Vitamin", "bebas"), ("Antibiotik", "keras")))
    assert told.json()["mapping"]["classes"] == said(("antibiotik", "keras"), ("vitamin", "bebas"))
    assert manager.post(f"{address}/check").status_code == 200
