"""Every figure of stock is read in one place: the queries of the domain that keeps the ledger."""

import ast
import re

import pytest

from tests.architecture import stock_room
from tests.architecture.source import SOURCE, nodes, python_files, short

LEDGER = ("stock_balance", "stock_movement", "stock_snapshot")
OWNERS = ("domains/stock/queries", "domains/stock/models", "domains/stock/migrations")
WRITERS = (
    "domains/stock/ledger.py",
    "domains/stock/commands",
    "domains/stock/imports",
    "domains/stock/reserved",
    "domains/stock/verification",
    "domains/stock/sealed.py",
    "domains/sales/verification.py",
)
"""What changes the ledger or checks it beside the queries."""
READERS = tuple(f"domains/{name}" for name in sorted(stock_room.DOMAINS))
"""The domains of the stock room, which read it."""
CHANGES = frozenset({"bulk_create", "bulk_update", "create", "delete", "save", "update"})
MAKERS = frozenset({"insert_absent", "insert_if_absent", "insert_rows"})


def within(path: str, folders: tuple[str, ...]) -> bool:
    return any(f"theriac/{folder}" in path for folder in folders)


@pytest.mark.rows("STK-29")
def test_only_the_domain_of_stock_meets_balances_and_movements() -> None:
    found = []
    for path in python_files(SOURCE):
        name = short(path)
        if within(name, OWNERS + WRITERS + READERS):
            continue
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "theriac.domains.stock.models"
            ):
                names = {alias.name for alias in node.names}
                if names & {"Balance", "Movement", "StockSnapshot", "SnapshotLine"}:
                    found.append(f"{name}:{node.lineno}")
    assert found == []


@pytest.mark.rows("STK-29")
def test_the_stock_room_writes_no_row_of_the_ledger() -> None:
    """What it changes it asks of stock: ``post``, ``set_states``, ``batch_of_lot`` and the like."""
    found = [
        f"{short(path)}:{node.lineno}"
        for name in sorted(stock_room.DOMAINS)
        for path in python_files(SOURCE / "domains" / name)
        for node in nodes(path)
        if isinstance(node, ast.Call) and writes_the_ledger(node)
    ]
    assert found == []


def writes_the_ledger(call: ast.Call) -> bool:
    """Whether a call makes or changes rows of a model of the ledger, or of a row named like one."""
    if isinstance(call.func, ast.Name):
        first = call.args[0] if call.args else None
        is_maker = call.func.id in MAKERS
        return is_maker and isinstance(first, ast.Name) and first.id in stock_room.LEDGER
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in CHANGES:
        return False
    named = {node.id for node in ast.walk(call.func) if isinstance(node, ast.Name)}
    return bool(named & (stock_room.LEDGER | {one.lower() for one in stock_room.LEDGER}))


def test_a_write_of_the_ledger_is_seen() -> None:
    written = (
        "insert_rows(Batch, rows)",
        "Balance.objects.filter(id=1).update(a=1)",
        "batch.save()",
    )
    read = ("insert_rows(Recall, rows)", "Batch.objects.filter(id=1)", "recall.save()", "f(Batch)")
    for text, is_write in [(one, True) for one in written] + [(one, False) for one in read]:
        call = next(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
        assert writes_the_ledger(call) is is_write, text


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
