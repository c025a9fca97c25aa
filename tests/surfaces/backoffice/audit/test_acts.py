"""The trail speaks in words, whatever command wrote it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import SOURCE, nodes, python_files
from theriac.surfaces.backoffice.audit.acts import ACTIONS, PRIVATE
from theriac.surfaces.backoffice.audit.words import KINDS


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


def recorded_kinds() -> Iterator[str]:
    """Every kind of thing that a command's record names outright."""
    for path in python_files(SOURCE):
        for node in nodes(path):
            if isinstance(node, ast.Call) and node.args and _called(node).endswith("record"):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_kind_of_thing_has_its_words() -> None:
    found = set(recorded_kinds())
    assert len(found) > 20
    assert found - KINDS.keys() == set()
