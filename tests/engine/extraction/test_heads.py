"""What stands under the table of an invoice: discounts, freight and rounding of the whole."""

from __future__ import annotations

import pytest

from theriac_engine.extraction.grids import Spot, TextLine
from theriac_engine.extraction.heads import head_of
from theriac_engine.extraction.readers import read

pytestmark = pytest.mark.rows("PUR-15")


def said(*texts: str) -> dict[str, str | None]:
    lines = [TextLine(text, Spot(1, row=number)) for number, text in enumerate(texts)]
    return {name: one.value for name, one in head_of(lines, []).items() if name != "currency"}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Diskon Faktur : Rp 25.000", "discount", "25000"),
        ("Less Cash Discount 2%   1,250.50", "discount", "1250.5"),
        ("Potongan harga   10.000", "discount", "10000"),
        ("Ongkos Kirim   15.000", "freight", "15000"),
        ("Biaya pengiriman: Rp15.000,-", "freight", "15000"),
        ("Freight Charges   120.00", "freight", "120"),
        ("Packing & Forwarding Charges   80", "freight", "80"),
        ("Meterai   10.000", "freight", "10000"),
        ("Pembulatan   -12", "rounding", "-12"),
        ("Round Off   0.40", "rounding", "0.4"),
    ],
)
def test_a_sum_of_the_whole_is_known_by_its_label(text: str, name: str, value: str) -> None:
    assert said(text) == {name: value}


def test_charges_on_lines_of_their_own_are_added_up_once_each() -> None:
    assert said("Ongkos kirim   15.000", "Meterai   10.000") == {"freight": "25000"}
    assert said("Ongkos kirim   15.000", "Ongkos kirim   15.000") == {"freight": "15000"}


@pytest.mark.parametrize(
    "text", ["Delivery Note No: SJ-2201", "Delivery date 12/11/2026", "Other Rp 5.000", "Round 12"]
)
def test_what_only_begins_so_is_no_charge(text: str) -> None:
    assert "freight" not in said(text)


def test_charges_under_the_table_are_no_articles() -> None:
    text = (
        "NAMA BARANG;QTY;HARGA;JUMLAH\nPARACETAMOL 500 MG;2;10000;20000\n"
        "AMOXICILLIN 500 MG;3;20000;60000\nCETIRIZINE 10 MG;1;5000;5000\n"
        "Diskon;;;5000\nOngkos kirim;;;15000\nPembulatan;;;-2\nTotal;;;94998\n"
    )
    document = read(text.encode(), 5)
    assert len(document.lines) == 3
    head = {name: one.value for name, one in document.fields.items()}
    assert (head["discount"], head["freight"]) == ("5000", "15000")
    assert (head["rounding"], head["total"]) == ("-2", "94998")
