"""What a scan lost without knowing it makes its line unsure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from theriac_engine.extraction.boxes import Box, Frame, Page, Word
from theriac_engine.extraction.paper import lost
from theriac_engine.extraction.readers import read

pytestmark = pytest.mark.rows("PUR-04")
WHOLE = (("NOVOMIX", 60.0), ("30", 95.0), ("FLEXPEN", 108.0), ("5", 143.0))
LOST = (("NOVOMIX", 60.0), ("30", 104.0), ("FLEXPEN", 117.0), ("5", 152.0))
CERTAIN = 0.9


def page(first: tuple[tuple[str, float], ...], number: float = 20.0) -> Page:
    """A scanned page of three lines, the first with this name; the ordinal stands at ``number``."""
    heads = (("No", 20), ("Kode", 40), ("NAMA", 90), ("BRG", 118), ("HARGA", 250), ("QTY", 320))
    words = [_word(text, x, 50) for text, x in heads]
    for row in range(1, 4):
        named = first if row == 1 else (("PROLIC", 60.0), ("150", 94.0), ("MG", 112.0))
        cells = [(str(row), number), (f"C7{row}", 40.0), ("12.500", 250.0), ("1" + "0", 320.0)]
        words += [_word(text, x + 30, 50 + 15 * row) for text, x in named]
        words += [_word(text, x, 50 + 15 * row) for text, x in cells]
    return Page(1, Frame(400, 200), tuple(words), is_scan=True)


def _word(text: str, x: float, y: float) -> Word:
    return Word(text, Box(x, y, x + 4.5 * len(text), y + 8), 0.998)


def sure(one: Page) -> list[bool]:
    """Whether each line is sure, as a scan that was recognised so."""
    document = read(PICTURE, 1, lambda _data, _numbers: [one])
    return [line["confidence"] >= CERTAIN for line in document.as_json()["lines"]]


PICTURE = b"\x89PNG\r\n\x1a\n"


def test_a_line_with_nothing_odd_is_sure() -> None:
    assert sure(page(WHOLE)) == [True, True, True]


def test_a_gap_in_which_a_mark_was_lost_is_unsure() -> None:
    """NOVOMIX - 30, of which recognition gave no hyphen."""
    assert sure(page(LOST)) == [False, True, True]


@pytest.mark.parametrize(
    "odd",
    [
        (("TERAPI/", 60.0), ("30", 95.0), ("ML", 108.0)),
        (("ELIXIR60", 60.0), ("ML", 100.0)),
        (("ZINC", 60.0), ("10", 81.0), ("X10", 94.0)),
    ],
)
def test_a_space_that_may_be_lost_is_unsure(odd: tuple[tuple[str, float], ...]) -> None:
    assert sure(page(odd)) == [False, True, True]


def test_a_number_that_stands_in_the_next_column_is_unsure() -> None:
    one = page(WHOLE)
    moved = [
        replace(word, text="3 C73") if word.text == "C73" else word
        for word in one.words
        if word.text != "3"
    ]
    assert sure(replace(one, words=tuple(moved))) == [True, True, False]


def test_numbers_of_rows_that_were_read_into_the_codes_are_taken_out() -> None:
    """NO and KODE stand so close that recognition gives one heading and one column."""
    one = page(WHOLE)
    words = [
        replace(word, text="No Kode", box=replace(word.box, x1=60.0)) if word.text == "No" else word
        for word in one.words
        if word.text not in ("Kode", "1", "2", "3")
    ]
    words = [
        replace(word, text=f"{word.text[2]} {word.text}") if word.text[:2] == "C7" else word
        for word in words
    ]
    document = read(PICTURE, 1, lambda _data, _numbers: [replace(one, words=tuple(words))])
    codes = [line["fields"]["code"]["value"] for line in document.as_json()["lines"]]
    assert codes == ["C71", "C72", "C73"]


@pytest.mark.parametrize(("at", "is_doubted"), [(32.3, True), (35.0, False)])
def test_a_gap_as_between_letters_may_be_no_space(at: float, is_doubted: bool) -> None:
    """FLEXPEN 5, of FLEXPEN5."""
    assert lost.a_mark([_word("FLEXPEN", 0, 0), _word("5", at, 0)]) == is_doubted


def test_a_line_at_the_pictures_edge_may_lack_what_was_cut_off() -> None:
    one = page(WHOLE)
    assert sure(replace(one, frame=Frame(331, 200))) == [False, False, False]


def test_a_word_over_two_columns_may_be_two() -> None:
    """In the first line the name reaches to the price; recognition took both for one word."""
    one = page(WHOLE)
    words = tuple(
        replace(word, box=replace(word.box, x0=150.0))
        if word.text == "12.500" and word.box.y0 < 70
        else word
        for word in one.words
    )
    assert sure(replace(one, words=words))[0] is False


def test_an_amount_of_another_size_than_the_others_is_unsure() -> None:
    rows = [f"OBAT {n};{n};1000;{n}000" for n in range(1, 6)]
    document = read(
        "\n".join(["NAMA BARANG;QTY;HARGA;TOTAL", *rows, "OBAT 6;6;1000;600000"]).encode(), 1
    )
    assert [one.confidence >= CERTAIN for one in document.lines] == [True] * 5 + [False]
