"""A recall's lines as they are typed, pasted or scanned: a code or a name, and its lots."""

import pytest

from theriac.domains.recalls.rules import MOST_LINES, Sought, read_lines, write_lines
from theriac.domains.stock.rules.lots import lot_key

CODE = "8998898101409"
GTIN = f"0{CODE}"


@pytest.mark.rows("STK-24")
@pytest.mark.parametrize(
    ("text", "sought"),
    [
        (f"{CODE};A1;;B2", [Sought(1, CODE, "", "A1"), Sought(1, CODE, "", "B2")]),
        (f"{CODE} | A1\tB2", [Sought(1, CODE, "", "A1"), Sought(1, CODE, "", "B2")]),
        (f"{CODE} A1 B2", [Sought(1, CODE, "", "A1"), Sought(1, CODE, "", "B2")]),
        (f"{CODE};", [Sought(1, CODE, "", "")]),
        (CODE, [Sought(1, GTIN, "", "")]),
        (f"(01){GTIN}(10)LOT7(17)270131", [Sought(1, GTIN, "", "LOT7")]),
        (f"(01){GTIN}", [Sought(1, GTIN, "", "")]),
        ("Amoxicillin 500; X9", [Sought(1, "Amoxicillin 500", "Amoxicillin 500", "X9")]),
        ("Amoxicillin 500", [Sought(1, "Amoxicillin 500", "Amoxicillin 500", "")]),
        ("\n  \n Sanmol;Z \n", [Sought(3, "Sanmol", "Sanmol", "Z")]),
        ("", []),
    ],
)
def test_a_line_names_a_code_or_a_product_and_each_of_its_lots(
    text: str, sought: list[Sought]
) -> None:
    assert read_lines(text) == sought


def test_one_line_more_than_is_taken_shows_that_there_are_too_many() -> None:
    assert MOST_LINES == 2000
    assert len(read_lines("a\n" * MOST_LINES)) == MOST_LINES
    assert len(read_lines("a\n" * (MOST_LINES + 5))) == MOST_LINES + 1


def test_what_was_read_is_written_so_that_it_reads_the_same() -> None:
    sought = read_lines(f"{CODE};A1;B2\nSanmol;")
    assert write_lines(sought) == f"{CODE};A1\n{CODE};B2\nSanmol;"
    assert [(one.code, one.lot) for one in read_lines(write_lines(sought))] == [
        (one.code, one.lot) for one in sought
    ]


def test_a_lot_is_compared_without_spaces_and_case() -> None:
    assert lot_key(" ab 1\tC ") == "AB1C"
