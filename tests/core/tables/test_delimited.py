"""CSV in the encodings and with the separators that people send."""

from __future__ import annotations

import io

import pytest

from theriac.core.tables.bounds import BOUNDS, TableBounds
from theriac.core.tables.delimited import Dialect, delimited_rows, find_dialect
from theriac.core.tables.problems import TableBroken, TableTooLarge


def read(data: bytes, bounds: TableBounds = BOUNDS) -> list[tuple[int, tuple[object, ...]]]:
    file = io.BytesIO(data)
    rows = delimited_rows(file, find_dialect(file), bounds)
    return [(row.number, row.cells) for row in rows]


@pytest.mark.parametrize(
    ("text", "encoding", "dialect"),
    [
        ("nama,harga\nAntasida,500\n", "utf-8", Dialect("utf-8", ",")),
        ("nama;harga\nAntasida;500\n", "utf-8-sig", Dialect("utf-8-sig", ";")),
        ("nama\tharga\nAntasida\t500\n", "utf-16", Dialect("utf-16", "\t")),
        ("nom|prix\nCachet «é»|5\n", "cp1252", Dialect("cp1252", "|")),
        ("nama;harga\nA;8,50\nB;9,25\n", "utf-8", Dialect("utf-8", ";")),
        ('name,note\n"a;b;c;d",x\n"e;f;g;h",y\n', "utf-8", Dialect("utf-8", ",")),
        ("one column\nonly\n", "utf-8", Dialect("utf-8", ",")),
    ],
)
def test_it_finds_encoding_and_separator(text: str, encoding: str, dialect: Dialect) -> None:
    assert find_dialect(io.BytesIO(text.encode(encoding))) == dialect


def test_bytes_that_windows_1252_lacks_are_latin_1() -> None:
    assert find_dialect(io.BytesIO(b"a,b\n\x81\xe9,1\n")) == Dialect("latin-1", ",")


def test_an_accent_behind_a_long_ascii_beginning_is_seen() -> None:
    data = b"nom,prix\n" + b"x,1\n" * 100_000 + "é,2\n".encode("cp1252")
    assert find_dialect(io.BytesIO(data)) == Dialect("cp1252", ",")


def test_a_half_written_character_at_the_end_is_no_utf_8() -> None:
    assert find_dialect(io.BytesIO("a,é".encode()[:-1])).encoding == "cp1252"


def test_quotes_hold_separators_quotes_and_line_breaks() -> None:
    assert read(b'a,b\r\n"x, ""y""\r\nz",2\r\n\r\nc,3') == [
        (1, ("a", "b")),
        (2, ('x, "y"\r\nz', "2")),
        (3, ()),
        (4, ("c", "3")),
    ]


def test_nul_comes_through_as_it_is() -> None:
    assert read(b"a,b\nx\0y,2\n")[1] == (2, ("x\0y", "2"))


@pytest.mark.parametrize("filler", [b"", b"more,rows\n" * 3, b"more,rows\n" * 30_000])
def test_a_quote_that_isnt_closed_names_its_row(filler: bytes) -> None:
    with pytest.raises(TableBroken) as refusal:
        read(b'a,b\nx,1\n"y,2\n' + filler)
    assert refusal.value.facts == {"row": 3}
    assert (
        str(refusal.value)
        == "Row 3 has a quotation mark that isn't closed. Correct it in the file."
    )


def test_columns_are_bounded() -> None:
    with pytest.raises(TableTooLarge) as refusal:
        read(b"a,b,c\n", TableBounds(columns=2))
    assert refusal.value.facts == {"limit": 2}


def test_a_file_that_is_no_text_in_its_encoding_names_the_row() -> None:
    with pytest.raises(TableBroken) as refusal:
        read("a,b\nx,1\n".encode("utf-16") + b"\x00")
    assert refusal.value.facts == {"row": 3}
