"""Headings mean what wholesalers mean by them, known ones and by their words."""

from __future__ import annotations

import pytest

from tests.engine.documents.layouts import HELD_OUT, KNOWN
from theriac_engine.extraction.headings import meaning, phrases

pytestmark = pytest.mark.rows("PUR-04")


@pytest.mark.parametrize("table", [KNOWN, HELD_OUT], ids=["known", "held out"])
def test_each_heading_of_the_grammar_means_its_field(table: dict[str, tuple[str, ...]]) -> None:
    read = {heading: meaning(heading)[0] for each in table.values() for heading in each}
    assert read == {heading: field for field, each in table.items() for heading in each}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("HNA+PPN 11%", "price_with_tax"),
        ("HARGA BELUM PPN", "price"),
        ("Hrg Stlh Diskon", "price_after_discount"),
        ("No Batch / ED", "batch_and_expiry"),
        ("NAMABARANG", "product"),
        ("Nama Barangg", "product"),
        ("Disc (Rp)", "discount_amount"),
        ("Sisa di gudang", "stock"),
        ("xyzzy", ""),
        ("", ""),
    ],
)
def test_a_heading_means_what_its_words_say(text: str, field: str) -> None:
    assert meaning(text)[0] == field


def test_headings_in_a_row_are_told_apart() -> None:
    words = "NO KODE BARANG NAMA BARANG HNA HNA + PPN DISC %".split()
    fields = [field for *_, field in phrases(words)]
    assert fields == ["ordinal", "code", "product", "price", "price_with_tax", "discount_percent"]
