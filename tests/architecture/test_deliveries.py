"""Posting a goods receipt is the only door by which a delivery comes into stock."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import SOURCE, nodes, python_files, short

RECEIVING = "theriac.domains.stock.commands.deliveries.receive"
POSTING = "src/theriac/domains/purchasing/commands/receipts/post.py"
DOORS = {
    "receive_stock": [POSTING],
    "bring_in": [
        "src/theriac/domains/stock/commands/opening_stock.py",
        "src/theriac/domains/stock/commands/past_stock.py",
    ],
}
"""Who may call what brings goods in: posting; opening stock, and whole books of the past."""

KNOWS_ITS_WORDS = "src/theriac/domains/stock/apps.py"
"""Imports the command for what the trail says of it, and calls nothing."""
LOADING = ["src/theriac/surfaces/operations/demo/stock.py"]
PAST_RECEIPTS = ["src/theriac/surfaces/operations/demo/purchases/receipts.py"]
MAKERS = ["src/theriac/domains/stock/commands/deliveries/receive.py"]
"""Where a movement of a delivery is made: by the posting's function alone."""


def users_of(module: str, name: str) -> list[str]:
    """The files that import ``name`` from ``module``, or the whole module."""
    parent, _dot, last = module.rpartition(".")
    found = set()
    for path in python_files(SOURCE):
        for node in nodes(path):
            if isinstance(node, ast.Import) and any(one.name == module for one in node.names):
                found.add(short(path))
            if not isinstance(node, ast.ImportFrom):
                continue
            names = {one.name for one in node.names}
            if (node.module == module and name in names) or (
                node.module == parent and last in names
            ):
                found.add(short(path))
    return sorted(found)


def makes_deliveries(path: Path) -> bool:
    """Whether a call is given the kind of a delivery, beside queries that filter by it."""
    for node in nodes(path):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        given = [*node.args, *(word.value for word in node.keywords)]
        if called in {"Document", "bring_in", "Movement"} and any(
            ast.unparse(one).endswith("Kind.RECEIPT") for one in given
        ):
            return True
    return False


@pytest.mark.rows("PUR-14")
def test_only_the_posting_of_a_receipt_brings_a_delivery_in() -> None:
    for name, doors in DOORS.items():
        assert users_of(RECEIVING, name) == doors


def test_only_the_loading_of_whole_books_brings_in_the_past() -> None:
    users = users_of("theriac.domains.stock.commands.past_stock", "open_past_stock")
    assert [one for one in users if one != KNOWS_ITS_WORDS] == LOADING
    past = users_of("theriac.domains.purchasing.commands.receipts.past", "post_past_receipt")
    assert [one for one in past if not one.endswith("/purchasing/apps.py")] == PAST_RECEIPTS


def test_no_other_function_makes_a_movement_of_a_delivery() -> None:
    assert [short(path) for path in python_files(SOURCE) if makes_deliveries(path)] == MAKERS
