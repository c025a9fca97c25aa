"""Row locks are asked for in words that each of the three databases knows.

MariaDB has no FOR UPDATE OF and no FOR NO KEY UPDATE; a NOWAIT would raise what nothing tries
again. What only some of them have is asked of ``connection.features``.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import SOURCE, nodes, python_files, short

ASKED = {"no_key", "skip_locked"}


def lock_words(path: Path) -> Iterator[tuple[int, str, ast.expr]]:
    """Each keyword of each ``select_for_update`` of a file."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update":
            yield from ((node.lineno, str(word.arg), word.value) for word in node.keywords)


def test_a_row_lock_is_one_that_every_database_has() -> None:
    found = [
        f"{short(path)}:{line} {word}"
        for path in python_files(SOURCE)
        for line, word, value in lock_words(path)
        if word not in ASKED or isinstance(value, ast.Constant)
    ]
    assert found == []
