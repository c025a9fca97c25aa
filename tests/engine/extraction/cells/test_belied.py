"""Lists whose headings say too little, or belie their cells: read by what they hold."""

from __future__ import annotations

import pytest

from theriac_engine.extraction.readers import read
from theriac_engine.extraction.refusals import Unreadable
from theriac_engine.extraction.unknown_headings import header_above_articles

pytestmark = pytest.mark.rows("PUR-04")
CERTAIN = 0.9
NAMES = ("AMOXICILLIN 500 MG KAPSUL", "PARACETAMOL 500 MG TAB", "CETIRIZINE 10 MG TAB")


def lines(heading: str, *rows: str) -> list[dict[str, str | None]]:
    """What each line of a sheet says; no line of it is sure."""
    document = read("\n".join([heading, *rows]).encode(), 1)
    assert all(line.confidence < CERTAIN for line in document.lines)
    return [{name: one.value for name, one in line.fields.items()} for line in document.lines]


def test_a_list_none_of_whose_headings_is_known_is_read_by_its_shape() -> None:
    rows = [f"{name};BOX;{at}500;{at}2" for at, name in enumerate(NAMES, 3)]

    found = lines("Wqx;Zzt;Kvv;Yyp", *rows)

    assert [line["product"] for line in found] == list(NAMES)
    assert [line["unit"] for line in found] == ["BOX"] * 3


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["PT X", "Jl. Y"], ["A", "B", "C"], *[["OBAT SATU", "BOX", "1"]] * 3], 1),
        ([["A", "B", "C"], *[["OBAT SATU", "BOX", "1"]] * 2], None),  # too few
        ([["A", "7", "C"], *[["OBAT SATU", "BOX", "1"]] * 3], None),  # a figure is no heading
        ([["A", "B", "C"], *[["SATU", "DUA", "TIGA"]] * 3], None),  # tells no figure
        ([["A", "B", "C"], [], [], *[["OBAT SATU", "BOX", "1"]] * 3], None),  # too far above
        ([["A", "B", "C"], *[["OBAT", "B", "1", "2", "3", "4"]] * 3], None),  # too narrow
        ([], None),
    ],
)
def test_a_row_of_words_over_articles_is_the_heading(rows: list[list[str]], at: int | None) -> None:
    assert header_above_articles(rows) == at


def test_a_heading_of_understood_words_is_given_up_where_no_cell_is_as_it_says() -> None:
    """In one known program of accounts a stock item is a product."""
    rows = [f"{at};{name};{at}1500;{at}2" for at, name in enumerate(NAMES, 3)]

    found = lines("Kuantiti;Stock Item;HNA;Isi", *rows)

    assert [line["product"] for line in found] == list(NAMES)


def test_a_date_after_each_batch_is_its_expiry_where_no_column_has_one() -> None:
    rows = [f"{name};L26{at}15A 30/1{at}/2028;{at}500" for at, name in enumerate(NAMES)]

    found = lines("Nama Barang;Batch;HNA", *rows)

    assert [line["batch"] for line in found] == ["L26015A", "L26115A", "L26215A"]
    assert [line["expires_on"] for line in found] == ["2028-10-30", "2028-11-30", "2028-12-30"]


def test_a_letter_is_no_list() -> None:
    letter = "Kepada Yth.;Apotek Sehat;Jakarta\nDengan hormat,\nHarga berubah pada 1 Mei.\n"
    with pytest.raises(Unreadable):
        read(letter.encode(), 1)


def test_names_under_a_heading_of_stock_are_names_and_its_other_column_the_stock() -> None:
    rows = [f"{name};{at}1500;{at}2" for at, name in enumerate(NAMES, 3)]

    found = lines("Stock;HNA;Stok akhir", *rows)

    assert [line["product"] for line in found] == list(NAMES)
    assert [line["stock"] for line in found] == ["32", "42", "52"]


def test_numbers_of_rows_under_an_unsure_heading_of_codes_leave_it_to_the_codes() -> None:
    rows = [f"{at};B{at}78760;{name};{at}500" for at, name in enumerate(NAMES, 1)]

    found = lines("Kodefikasi nr;Kodefikasi;Nama Barang;HNA", *rows)

    assert [line["code"] for line in found] == ["B178760", "B278760", "B378760"]


def test_codes_beside_an_expiry_are_batches() -> None:
    rows = [f"{name};K{at}49300;0{at}/2029;3;{at}500" for at, name in enumerate(NAMES, 1)]

    found = lines("Nama Barang;Wqx;ED;Qty;HNA", *rows)

    assert [line["batch"] for line in found] == ["K149300", "K249300", "K349300"]


def test_large_numbers_under_an_unsure_heading_of_free_goods_are_stock() -> None:
    rows = [f"{name};{at}500;{at}30" for at, name in enumerate(NAMES, 1)]

    found = lines("Nama Barang;HNA;Promosi wqx", *rows)

    assert [line.get("stock") for line in found] == ["130", "230", "330"]


def test_words_beside_names_are_of_the_names() -> None:
    more = ["LARUTAN", "", ""]
    rows = [f"{name};{one};{at}500" for at, (name, one) in enumerate(zip(NAMES, more, strict=True))]

    found = lines("Nama Barang;Stok;HNA", *rows)

    assert [line["product"] for line in found] == [f"{NAMES[0]} LARUTAN", *NAMES[1:]]
    assert all("stock" not in line for line in found)


def test_names_of_one_word_beside_packs_are_doubted() -> None:
    parted = [name.split(" ", 1) for name in NAMES]
    rows = [f"{name};{rest};{at}500" for at, (name, rest) in enumerate(parted, 1)]

    lines("Nama Barang;Kemasan;HNA", *rows)


def test_a_net_price_by_its_words_alone_is_doubted_where_no_other_price_stands() -> None:
    rows = [f"{name};{at}500;3" for at, name in enumerate(NAMES, 1)]

    found = lines("Nama Barang;Hrg bersih jual;Qty", *rows)

    assert [line["price_after_discount"] for line in found] == ["1500", "2500", "3500"]
