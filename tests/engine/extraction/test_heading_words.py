"""A heading means what its words say; one with a word that nobody knows is no more than a guess."""

from __future__ import annotations

import pytest

from tests.engine.documents.fresh import FRESH
from tests.engine.documents.grammar import RULES, headings
from theriac_engine.extraction.headings import meaning

pytestmark = pytest.mark.rows("PUR-04")
CERTAIN = 0.9


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned", "held out"])
def test_no_heading_of_the_grammar_is_surely_another(held_out: bool) -> None:
    read = {
        one: (field, meaning(one)) for field in RULES for one in headings(field, held_out=held_out)
    }
    assert {one: told for one, (field, told) in read.items() if told[0] != field} == {}
    sure = sum(likeness >= CERTAIN for _, (_, likeness) in read.values())
    assert sure >= 0.95 * len(read)


def test_headings_that_were_learnt_mean_their_field() -> None:
    read = {one: meaning(one)[0] for each in FRESH.values() for one in each}
    assert read == {one: field for field, each in FRESH.items() for one in each}


@pytest.mark.parametrize(
    ("text", "field", "is_sure"),
    [
        ("KODEBRG", "code", True),
        ("HARGA_SATUAN", "price", True),
        ("P.T.R.", "price", True),
        ("GST Rate", "tax_percent", True),
        ("Rate incl. GST", "price_with_tax", True),
        ("Harga Akhir", "price_after_discount", False),
        ("Stok Akhir", "stock", True),
        ("Harga Xyzzy", "price", False),
        ("HNA Lama", "price", False),
        ("Jlh", "quantity", False),
        ("Kuantiti", "quantity", False),
        ("Mfg. Date", "note", True),
        ("QTY FREE", "bonus", False),
    ],
)
def test_words_of_a_heading_and_how_surely(text: str, field: str, is_sure: bool) -> None:
    found, likeness = meaning(text)
    assert (found, likeness >= CERTAIN) == (field, is_sure)
