"""Surfaces change nothing by themselves: they call commands."""

import ast
from pathlib import Path

from tests.architecture.source import SOURCE, nodes, python_files, short

WRITES = frozenset(
    {
        "abulk_create",
        "acreate",
        "adelete",
        "aget_or_create",
        "asave",
        "aupdate",
        "aupdate_or_create",
        "bulk_create",
        "bulk_update",
        "create",
        "delete",
        "get_or_create",
        "insert_rows",
        "save",
        "select_for_update",
        "update",
        "update_or_create",
    }
)
NOT_MODELS = {
    # What looks like a write and is none: the receiver, as written in the source.
    "hashlib",
    "request.session",
    "self.request.session",
}
ALLOWED: dict[str, str] = {
    # A restore puts rows back as they were; no command may read them anew.
    "surfaces/operations/backups/restore.py": "restore",
}


def writes(path: Path) -> list[str]:
    """ORM writes of a file: a write's name called on a manager, a query or an instance."""
    found = []
    for node in nodes(path):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "insert_rows":
            found.append(f"{short(path)}:{node.lineno} insert_rows")
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in WRITES:
            continue
        receiver = ast.unparse(node.func.value)
        if is_model_like(node, receiver):
            found.append(f"{short(path)}:{node.lineno} {receiver}.{node.func.attr}")
    return found


def is_model_like(node: ast.Call, receiver: str) -> bool:
    """Whether a call of ``update``, ``save`` … can reach the ORM.

    A dict or set is updated with one positional value and a hash with bytes; the ORM's update
    takes keywords only. ``save``, ``delete`` and the rest have no such twin.
    """
    assert isinstance(node.func, ast.Attribute)
    if receiver in NOT_MODELS:
        return False
    if node.func.attr == "update":
        return ".objects" in receiver or ".filter(" in receiver or "query" in receiver.lower()
    return True


def test_no_orm_writes_in_surfaces() -> None:
    found = [
        write
        for path in python_files(SOURCE / "surfaces")
        if path.relative_to(SOURCE).as_posix() not in ALLOWED
        for write in writes(path)
    ]
    assert found == []


def test_the_exceptions_are_still_needed() -> None:
    stale = [name for name in ALLOWED if not writes(SOURCE / name)]
    assert stale == []
