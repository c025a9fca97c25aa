"""Column names."""

from theriac.core.tables.cells import Row
from theriac.core.tables.heads import column_letter, column_names, find_head, fold, name_key

KNOWN = frozenset({"nama", "harga jual"})


def test_names_compare_without_case_accents_and_marks() -> None:
    assert name_key("  Harga_Jual (Rp)\n") == "harga jual rp"
    assert fold("Comprimé  PELLICULÉ") == "comprime pellicule"
    assert fold("\uff21\uff22\uff23 ") == "abc"


def test_the_head_is_the_row_with_the_most_known_names() -> None:
    rows = [
        Row(1, ("Daftar harga", "", "", "November")),
        Row(3, ("Nama", "Harga_Jual", "x")),
        Row(4, ("a", "b", "c", "d")),
    ]
    assert find_head(rows, KNOWN.__contains__) == 3
    assert find_head(rows, lambda name: False) == 4
    assert find_head([], KNOWN.__contains__) == 0


def test_every_column_has_a_name_of_its_own() -> None:
    assert column_names(Row(1, ("nama", " ", "nama", "nama (2)")), 5) == (
        "nama",
        "B",
        "nama (2)",
        "nama (2) (2)",
        "E",
    )


def test_letters_count_as_a_spreadsheet_does() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
