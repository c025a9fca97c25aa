"""What is the matter with rows: paged, in the reader's language, and as a file."""

from __future__ import annotations

import csv
import io

import pytest

from tests.surfaces.api.pieces import table_file
from tests.surfaces.api.program import Program
from tests.surfaces.api.routers.imports.test_steps import checked

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_problem_has_row_column_code_and_sentence(manager: Program) -> None:
    address = checked(manager)
    manager.post(f"{address}/left-out-rows", {"rows": [5]})
    first = manager.get(f"{address}/problems?limit=2").json()
    rest = manager.get(f"{address}/problems?limit=2&cursor={first['next']}").json()

    assert first["items"] == [
        {
            "row": 3,
            "column": "harga",
            "content": "12,5OO",
            "code": "letter_o",
            "reason": "The number contains a letter O.",
            "remedy": "Enter digits only, for example 12.500.",
            "consequence": "left_out",
            "set_aside": False,
        },
        {
            "row": 4,
            "column": "nama",
            "content": "",
            "code": "name_empty",
            "reason": "The name is empty.",
            "remedy": "Enter a value, or delete this row from the file.",
            "consequence": "left_out",
            "set_aside": False,
        },
    ]
    assert [(one["row"], one["code"], one["set_aside"]) for one in rest["items"]] == [
        (5, "formula", True)
    ]
    assert rest["next"] is None
    looks = manager.get(f"{address}/problems?consequence=look").json()["items"]
    assert [one["row"] for one in looks] == [5]
    assert manager.get(f"{address}/problems?column=kode").json()["items"] == []
    told = manager.get(f"{address}/problems?code=name_empty", accept_language="id").json()
    assert told["items"][0]["reason"] == "Nama kosong."


def test_the_rows_are_downloaded_with_what_to_do(manager: Program) -> None:
    address = checked(manager)
    answer = manager.get(f"{address}/problems/download")
    rows = list(csv.reader(io.StringIO(answer.file.decode("utf-8-sig"))))

    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="import-rows.csv"'
    assert rows[0][:5] == ["kode", "nama", "harga", "satuan", "Row in the file"]
    assert [(row[0], row[1], row[4]) for row in rows[1:]] == [
        ("IM-2", "Antasida DOEN", "3"),
        ("IM-3", "", "4"),
        ("IM-4", "'=1+1", "5"),
    ]
    known = answer.headers["ETag"]
    assert manager.get(f"{address}/problems/download", if_none_match=known).status_code == 304
    handed_in = manager.upload("/imports", table_file(answer.file), form={"kind": "products"})
    assert handed_in.status_code == 201


def test_without_a_check_there_are_none(manager: Program) -> None:
    begun = manager.upload("/imports", table_file(), form={"kind": "products"}).json()
    address = f"/imports/{begun['id']}"
    assert manager.get(f"{address}/problems").json()["items"] == []
    rows = manager.get(f"{address}/problems/download").file.decode("utf-8-sig").splitlines()
    assert len(rows) == 1
