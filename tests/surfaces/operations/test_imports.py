"""A file is checked, shown and brought in from the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.surfaces.operations.test_first_steps import MELATI
from theriac.core.actor import SYSTEM
from theriac.core.problems import Problem
from theriac.domains.catalog.queries.products import list_products
from theriac.surfaces.operations.cli.imports import columns_of, pair_argument, take_of
from theriac.surfaces.operations.cli.main import parse
from theriac.surfaces.operations.cli.subcommand import Refusal
from theriac.surfaces.operations.first_steps import begin
from theriac.surfaces.operations.imports import ImportWish, run_import

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = """Nama Barang;Pabrik;Satuan;Harga Jual
Amoksisilin 500 mg kapsul;Kirana;kapsul;1.200
Parasetamol 500 mg tablet;Kirana;tablet;5O0
Setirizin 10 mg tablet;Melur;tablet;750
"""


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    begin(MELATI)
    path = tmp_path / "harga.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def wish_of(file: Path, **said: Any) -> ImportWish:
    """The file with the class of its products, which it doesn't tell."""
    return ImportWish(file, "products", **{"legal_class": "keras", **said})


def names() -> list[str]:
    return sorted(product.name for product in list_products(actor=SYSTEM))


def test_without_a_word_nothing_is_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_import(wish_of(file)) == 0
    said = capsys.readouterr().out
    assert "name               Nama Barang\n" in said
    assert "3 rows: 2 new, 0 changed, 0 unchanged, 0 to look at, 1 left out\n" in said
    assert "row 3, Harga Jual: '5O0' The number contains a letter O." in said
    assert said.endswith("Nothing was written. Bring it in with --take good (or --take all).\n")
    assert names() == []


def test_good_rows_are_brought_in_and_again_change_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish = wish_of(file, take="good")
    assert run_import(wish) == 0
    assert capsys.readouterr().out.endswith(
        "Brought in: 2 new, 0 changed, 0 unchanged, 1 left out.\n"
    )
    assert run_import(wish) == 0
    assert capsys.readouterr().out.endswith(
        "Brought in: 0 new, 0 changed, 2 unchanged, 1 left out.\n"
    )
    assert len(names()) == 2


def test_all_or_nothing_is_nothing_with_a_bad_row(file: Path) -> None:
    with pytest.raises(Problem, match="1 row would be skipped"):
        run_import(wish_of(file, take="all"))
    assert names() == []


def test_a_column_may_be_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_import(wish_of(file, columns={"price": [], "manufacturer": ["Pabrik"]}))
    assert "Harga Jual" not in capsys.readouterr().out.split("written:")[0]


def test_a_column_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(Problem, match="Correct the columns"):
        run_import(wish_of(file, columns={"name": ["Merek"]}))


def test_an_unknown_branch_is_named(file: Path) -> None:
    with pytest.raises(Refusal, match=r"There is no branch XYZ\. Branches: MLT\."):
        run_import(replace(wish_of(file), branch="XYZ"))


def test_columns_are_said_as_pairs() -> None:
    pairs = [pair_argument("name=Nama Barang"), pair_argument("name=Bentuk"), ("price", "")]
    assert columns_of(pairs) == {"name": ["Nama Barang", "Bentuk"], "price": []}


def test_a_mapping_is_named_by_what_it_was_saved_as_or_by_its_file(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text('{"columns": {"name": "Pabrik"}, "numbers": "1.234,56"}', encoding="utf-8")
    run_import(wish_of(file, mapping=str(kept)))
    assert "name               Pabrik\n" in capsys.readouterr().out
    run_import(wish_of(file, mapping="harga"))
    assert "name               Pabrik\n" in capsys.readouterr().out
    with pytest.raises(Problem):
        run_import(wish_of(file, mapping="nobody's"))
    kept.write_text("name = Pabrik", encoding="utf-8")
    with pytest.raises(Refusal, match="isn't JSON"):
        run_import(wish_of(file, mapping=str(kept)))


@pytest.mark.parametrize(
    ("words", "take"),
    [
        ([], ""),
        (["--take", "good"], "good"),
        (["--yes"], "good"),
        (["--yes", "--all-or-nothing"], "all"),
        (["--all-or-nothing"], "all"),
    ],
)
def test_what_is_brought_in_is_said(words: list[str], take: str) -> None:
    assert take_of(parse(["import", "harga.csv", *words])) == take


def test_rows_with_an_unusual_price_wait_for_a_word(file: Path) -> None:
    run_import(wish_of(file, take="good"))
    file.write_text(ROWS.replace("1.200", "12.001"), encoding="utf-8")
    wish = wish_of(file, take="good")
    with pytest.raises(Refusal, match=r"1 row has a cost or price far from .* add --looked"):
        run_import(wish)
    assert run_import(replace(wish, looked=True)) == 0


def test_a_file_without_classes_is_asked_for_them(file: Path) -> None:
    with pytest.raises(Problem, match="No column gives this: Legal class"):
        run_import(wish_of(file, legal_class="", take="good"))
    with pytest.raises(Problem, match="There is no “hard”"):
        run_import(wish_of(file, legal_class="hard"))
    assert names() == []
