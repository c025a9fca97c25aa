"""A test has one name on every database, and its record comes back as it was."""

from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.running import records
from tests.running.statements import shape


@pytest.mark.parametrize(
    ("node", "name"),
    [
        ("tests/a.py::test_x", "tests/a.py::test_x"),
        ("tests/a.py::test_x[sqlite]", "tests/a.py::test_x"),
        ("tests/a.py::test_x[one-sqlite]", "tests/a.py::test_x[one]"),
        ("tests/a.py::test_x[sqlite-one-2]@group", "tests/a.py::test_x[one-2]"),
        ("tests/a.py::test_x[one]", "tests/a.py::test_x[one]"),
    ],
)
def test_the_database_is_no_part_of_the_name(node: str, name: str) -> None:
    assert records.plain_name(node, "sqlite") == name


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    one = records.Record(
        name="t", node="t", part="p", kind="unit", outcome="passed", cost=0.5, rows=["STK-07"]
    )
    records.write(tmp_path / "deep" / "run.jsonl", [one, records.of_lost("tests/b.py")])
    assert records.read(tmp_path / "deep" / "run.jsonl") == [one, records.of_lost("tests/b.py")]
    assert records.read(tmp_path / "none.jsonl") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT a FROM t WHERE id IN (%s, %s)", "SELECT a FROM t WHERE id IN (%s,  %s, %s)"),
        ("INSERT INTO t VALUES (%s, %s), (%s, %s)", "INSERT INTO t VALUES (%s, %s)"),
        ('SAVEPOINT "s123_x4"', 'SAVEPOINT "s99_x12"'),
        ("SELECT 1 FROM t LIMIT 21", "SELECT 2 FROM t LIMIT 5"),
        ("SELECT 'it''s' FROM t", "SELECT 'b' FROM t"),
    ],
)
def test_values_and_lengths_make_no_other_statement(one: str, other: str) -> None:
    assert shape(one) == shape(other)


def test_another_column_makes_another_statement() -> None:
    assert shape("SELECT a FROM t") != shape("SELECT b FROM t")


def test_the_kinds_that_are_told_by_their_file_are_there() -> None:
    assert [file for file in records.BY_FILE if not (ROOT / file).is_file()] == []
    assert [name for name in records.BY_FOLDER if not (ROOT / "tests" / name).is_dir()] == []
