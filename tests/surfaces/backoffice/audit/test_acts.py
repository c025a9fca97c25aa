"""The trail speaks in words, whatever command wrote it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import SOURCE, nodes, python_files
from theriac.surfaces.backoffice.audit.acts import ACTIONS, PRIVATE


def commands() -> Iterator[str]:
    """Every command by the name under which the trail keeps it."""
    for path in python_files(SOURCE):
        area = path.relative_to(SOURCE).parts[1:2]
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
                yield f"{area[0]}.{node.name}"


def _is_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Name) and called.id == "command"


def test_every_command_has_its_words() -> None:
    found = set(commands())
    assert len(found) > 100
    assert found - ACTIONS.keys() - PRIVATE.keys() == set()
