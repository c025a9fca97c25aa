"""Every figure of stock is read in one place: the queries of the domain that keeps the ledger."""

import ast
import re

import pytest

from tests.architecture.source import SOURCE, nodes, python_files, short

LEDGER = ("stock_balance", "stock_movement", "stock_snapshot")
OWNERS = ("domains/stock/queries", "domains/stock/models", "domains/stock/migrations")
WRITERS = (
    "domains/stock/ledger.py",
    "domains/stock/commands",
    "domains/stock/alerting",
    "domains/stock/reserving",
    "domains/stock/imports",
    "domains/stock/reserving",
    "domains/stock/verification",
    "domains/stock/sealing.py",
    "domains/sales/verification.py",
)
"""What changes the ledger or checks it beside the queries."""


def within(path: str, folders: tuple[str, ...]) -> bool:
    return any(f"theriac/{folder}" in path for folder in folders)


@pytest.mark.rows("STK-29")
def test_only_the_domain_of_stock_meets_balances_and_movements() -> None:
    found = []
    for path in python_files(SOURCE):
        name = short(path)
        if within(name, OWNERS + WRITERS):
            continue
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "theriac.domains.stock.models"
            ):
                names = {alias.name for alias in node.names}
                if names & {"Balance", "Movement", "StockSnapshot", "SnapshotLine"}:
                    found.append(f"{name}:{node.lineno}")
    assert found == []


def test_no_text_of_sql_outside_it_names_the_ledger() -> None:
    named = re.compile(r"\b(FROM|JOIN|UPDATE|INTO)\s+\"?(" + "|".join(LEDGER) + r")", re.IGNORECASE)
    found = [
        f"{short(path)}:{node.lineno}"
        for path in python_files(SOURCE)
        if not within(short(path), OWNERS + WRITERS)
        for node in nodes(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and named.search(node.value)
    ]
    assert found == []


def test_a_balance_is_compared_with_its_movements_by_one_statement() -> None:
    """Verify and the nightly proof ask the same function."""
    users = [
        short(path)
        for path in python_files(SOURCE)
        if any(
            isinstance(node, ast.Name) and node.id == "balance_differences" for node in nodes(path)
        )
    ]
    assert sorted(one.rsplit("/", 1)[-1] for one in users) == ["ledger.py", "prove.py"]
