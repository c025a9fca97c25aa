"""What an order leaves open comes backwards in tests on SQLite, and nothing else changes."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection

from tests.support.ties import LATER_FIRST, reverse_ties, reversed_ties

TIE = f", {LATER_FIRST}() "


@pytest.fixture
def given() -> sqlite3.Connection:
    """A connection whose table has four rows: two are alike by their rank."""
    made = sqlite3.connect(":memory:")
    reverse_ties(made)
    made.execute("CREATE TABLE row (name TEXT, rank INTEGER)")
    made.executemany(
        "INSERT INTO row VALUES (?, ?)", [("a", 2), ("b", 1), ("c", 1), ("order by", 3)]
    )
    return made


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("SELECT name FROM row", ["order by", "c", "b", "a"]),
        ("SELECT name FROM row ORDER BY rank", ["c", "b", "a", "order by"]),
        ("SELECT name FROM row ORDER BY rank DESC LIMIT 3", ["order by", "a", "c"]),
        ("SELECT name FROM row ORDER BY rank, name", ["b", "c", "a", "order by"]),
        ("SELECT (SELECT name FROM row ORDER BY rank LIMIT 1)", ["c"]),
        (
            "SELECT name FROM (SELECT name FROM row ORDER BY rank LIMIT 2) AS few ORDER BY name",
            ["b", "c"],
        ),
        (
            "SELECT name FROM row WHERE name = 'ORDER BY (' UNION SELECT name FROM row ORDER BY 1",
            ["a", "b", "c", "order by"],
        ),
        (
            "SELECT name FROM row ORDER BY SUM(rank) OVER (ORDER BY rank), name LIMIT 2",
            ["b", "c"],
        ),
    ],
)
def test_what_is_alike_comes_backwards(
    given: sqlite3.Connection, statement: str, names: list[str]
) -> None:
    assert [name for (name,) in given.execute(reversed_ties(statement))] == names


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT name FROM row",
        "UPDATE row SET name = 'ORDER BY rank'",
        'SELECT "ORDER BY" FROM row',
        "EXPLAIN QUERY PLAN SELECT name FROM row ORDER BY rank",
        "SELECT name FROM row UNION SELECT name FROM row ORDER BY 1",
        "SELECT ROW_NUMBER() OVER (ORDER BY rank) FROM row",
    ],
)
def test_what_has_no_order_of_its_own_stays_as_it_is_written(statement: str) -> None:
    assert reversed_ties(statement) == statement


def test_a_bound_stays_behind_the_order() -> None:
    ordered = "SELECT name FROM row ORDER BY rank LIMIT 1 OFFSET 2"
    assert reversed_ties(ordered) == f"SELECT name FROM row ORDER BY rank{TIE}LIMIT 1 OFFSET 2"


@pytest.mark.django_db
@pytest.mark.databases("sqlite")
def test_every_connection_of_a_test_gives_them_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA reverse_unordered_selects")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT id FROM django_content_type ORDER BY id / 1000")
        ids = [row[0] for row in cursor.fetchall()]
    assert len(ids) > 2
    assert ids == sorted(ids, reverse=True)
