"""A module's bytes and tree: where a node stands, and what is read of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_ON_SQLITE = re.compile(r"_(postgresql|mysql|mariadb)$")
"""Functions that SQLite never calls; the mutants are tried there."""
UNREAD = frozenset({"annotation", "returns", "type_comment", "names"})
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source:
    """One file as bytes; ``file`` is its path from the root."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        self.content = content
        self.tree = ast.parse(content)
        self.starts = [0, *accumulate(map(len, content.splitlines(keepends=True)))]
        self.permissions = dict(_imported_permissions(self.tree))

    def span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        """The first byte of a node and the one behind it."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.starts[node.lineno - 1] + node.col_offset
        return start, self.starts[node.end_lineno - 1] + node.end_col_offset

    def nodes(self) -> Iterator[tuple[ast.AST, str]]:
        """Every node that is run on SQLite, with the dotted name of the function around it."""
        yield from _nodes(self.tree, ())


def _nodes(node: ast.AST, where: tuple[str, ...]) -> Iterator[tuple[ast.AST, str]]:
    if isinstance(node, Function | ast.ClassDef):
        where = (*where, node.name)
        if NOT_ON_SQLITE.search(node.name):
            return
    if isinstance(node, ast.If) and is_impossible(node.body[0]):
        return
    yield node, ".".join(where) or "module"
    if isinstance(node, ast.JoinedStr) or _is_docstring(node):
        return  # inside a formatted text Python 3.11 doesn't say where things stand
    for child in _children(node):
        yield from _nodes(child, where)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a node but its annotations."""
    for name, value in ast.iter_fields(node):
        inner = value if isinstance(value, list) else [value]
        if name not in UNREAD:
            yield from (child for child in inner if isinstance(child, ast.AST))


def is_impossible(node: ast.stmt) -> bool:
    """Whether a statement only says that nobody comes here."""
    raised = node.exc if isinstance(node, ast.Raise) else None
    name = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(name, ast.Name) and name.id in ("AssertionError", "NotImplementedError")


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _imported_permissions(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names of permissions in a module, with the module that declares each."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".permissions"):
            for alias in node.names:
                if alias.name.isupper():
                    yield alias.asname or alias.name, f"{node.module}.{alias.name}"


@cache
def sister_of(permission: str) -> str | None:
    """The permission that its module declares after this one (the first after the last)."""
    module, _, name = permission.rpartition(".")
    path = ROOT / "src" / Path(*module.split(".")).with_suffix(".py")
    declared = re.findall(r"^([A-Z_]+) = permission\(", path.read_text("utf-8"), re.MULTILINE)
    if name not in declared or len(declared) == 1:
        return None
    return declared[(declared.index(name) + 1) % len(declared)]
