"""Every bad row, for paging and for a download that a person corrects."""

from __future__ import annotations

import io

import pytest
from django.utils import translation

from tests.domains.catalog.imports.importing import (
    bring_in,
    check,
    choose,
    commit,
    csv_bytes,
    hand_in,
)
from tests.support.shop import add_medicine, open_shop
from theriac.core.tables.writer import write_table
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.imports import report
from theriac.domains.catalog.imports.report import download_head, download_rows
from theriac.domains.catalog.models import Import, ImportProblem
from theriac.domains.catalog.queries.imports import problem_report

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = (
    "kode;nama;harga",
    "A;Oralit;1.000",
    'B;"Anta\nsida";12,5OO',
    "C;;l5",
    "D;=1+1;500",
)


def test_the_download_holds_the_rows_as_they_stand_and_says_what_to_do() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, csv_bytes(*ROWS))
    check(shop, import_id)
    names, rows = problem_report(actor=shop.owner, import_id=import_id)
    assert download_head(names) == [
        "kode",
        "nama",
        "harga",
        "Row in the file",
        "Problem",
        "Action",
    ]
    assert list(download_rows(rows, len(names))) == [
        [
            "B",
            "Anta\nsida",
            "12,5OO",
            "3",
            "harga: The number contains a letter O.",
            "Enter digits only, for example 12.500.",
        ],
        [
            "C",
            "",
            "l5",
            "4",
            "nama: The name is empty. harga: The number contains a letter l or I.",
            "Enter a value, or delete this row from the file. "
            "Enter digits only, for example 12.500.",
        ],
        [
            "D",
            "=1+1",
            "500",
            "5",
            "nama: The cell starts like a formula.",
            "It is saved as plain text.",
        ],
    ]


def test_the_download_speaks_the_readers_language() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, csv_bytes(*ROWS))
    check(shop, import_id)
    with translation.override("id"):
        names, rows = problem_report(actor=shop.owner, import_id=import_id)
        (first, *_others) = download_rows(rows, len(names))
    assert first[3] == "3"
    assert first[4] != "harga: The number contains a letter O."


def test_a_corrected_download_is_brought_in_as_it_is() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, csv_bytes(*ROWS))
    check(shop, import_id)
    commit(shop, import_id)
    names, rows = problem_report(actor=shop.owner, import_id=import_id)
    corrected = [
        [cell.replace("O", "0").replace("l", "1") for cell in row[:3]] + row[3:]
        for row in download_rows(rows, len(names))
        if row[1]
    ]
    file = io.BytesIO()
    write_table(file, "csv", download_head(names), corrected)
    tally = bring_in(shop, file.getvalue())
    assert dict(tally.actions) == {"new": 1, "unchanged": 1}


def test_many_faults_are_all_in_the_file_and_some_are_kept_for_paging(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(report, "MOST_KEPT", 10)
    shop = open_shop("id")
    import_id = hand_in(shop, csv_bytes("nama;harga", *(f"N{n};O" for n in range(700))))
    choose(shop, import_id, {"columns": {"name": ["nama"], "price": ["harga"]}})
    tally = check(shop, import_id)
    assert (tally.left_out, tally.columns["harga"]) == (700, 700)
    assert ImportProblem.objects.filter(source_id=import_id).count() == 10
    _names, rows = problem_report(actor=shop.owner, import_id=import_id)
    assert [row.number for row in rows] == list(range(2, 702))


def test_what_only_the_commit_found_is_reported_too() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, csv_bytes("kode,nama,barcode", "A,X,96385074", "B,,"))
    check(shop, import_id)
    add_medicine(shop, "Other", packs=[NewPack(name="tablet", factor=1, barcodes=["96385074"])])
    commit(shop, import_id)
    _names, rows = problem_report(actor=shop.owner, import_id=import_id)
    assert [(row.number, row.faults[0].code, row.is_left_out) for row in rows] == [
        (3, "name_empty", True),
        (2, "barcode_taken", False),
    ]


def test_an_import_without_faults_has_an_empty_report() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, csv_bytes("nama", "Oralit"))
    check(shop, import_id)
    assert Import.objects.get(id=import_id).report_id is None
    assert list(problem_report(actor=shop.owner, import_id=import_id)[1]) == []


def test_monstrous_cells_are_shortened_in_the_report() -> None:
    shop = open_shop("id")
    long = "x" * 30_000
    import_id = hand_in(
        shop, csv_bytes("nama;harga;" + ";".join("abcdefg"), f";1;{';'.join([long] * 7)}")
    )
    check(shop, import_id)
    _names, rows = problem_report(actor=shop.owner, import_id=import_id)
    assert [len(cell) for cell in next(iter(rows)).cells] == [0, 1, *[5_000] * 7]
