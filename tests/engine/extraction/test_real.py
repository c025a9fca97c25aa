"""Real documents of others: invoices are read where their words are ours, tables don't mislead."""

from __future__ import annotations

from pathlib import Path

import pytest

from theriac_engine.extraction.readers import read
from theriac_engine.extraction.refusals import Unreadable

pytestmark = [pytest.mark.rows("PUR-04"), pytest.mark.shared]


def lines(file: Path) -> list[tuple[str | None, ...]]:
    """Product, quantity, price and amount of each line."""
    names = ("product", "quantity", "price", "amount")
    document = read(file.read_bytes(), 50)
    return [tuple(line.value(name) for name in names) for line in document.lines]


def test_an_odoo_invoice(shared: Path) -> None:
    file = shared / "data" / "documents" / "invoices" / "AzureInterior.pdf"
    assert lines(file) == [
        ("[17589684] Beeswax XL Acme beeswax", "1", "42", "42"),
        ("[FURN_7777] Office Chair", "1", "70", "70"),
        ("*987123* Olive Oil", "1", "1", "0.9"),
        ("[LUX_TRF] Luxury Truffles", "15", "10", "150"),
    ]
    document = read(file.read_bytes(), 50)
    said = {name: one.value for name, one in document.fields.items()}
    assert (said["number"], said["tax"], said["total"]) == ("INV/2023/03/0008", "16.94", "279.84")


def test_a_price_list_as_csv(shared: Path) -> None:
    file = shared / "data" / "catalogue" / "id_apotek_pricelist_2754.csv"
    document = read(file.read_bytes(), 50)
    assert len(document.lines) > 2700
    assert document.lines[0].value("product") == "ABBOTIC 125 MG/  5ML GRANUL 30ML SYR"
    assert document.lines[0].value("price") == "121500"


def test_tables_of_other_things_are_no_offers(shared: Path) -> None:
    found = {}
    for file in sorted((shared / "data" / "documents" / "tables").glob("*.pdf")):
        try:
            found[file.name] = len(read(file.read_bytes(), 50).lines)
        except Unreadable as problem:
            found[file.name] = problem.code
    read_as_one = {name for name, said in found.items() if said != "no_table"}
    of_things_and_amounts = {"issue-140-example.pdf", "senate-expenditures.pdf"}
    assert read_as_one == of_things_and_amounts
