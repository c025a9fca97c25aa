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
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef):
                yield from (name for one in node.decorator_list if (name := _command(one)))


def _command(decorator: ast.expr) -> str:
    """The name that a decorator gives a command; "" where it makes none."""
    if not (isinstance(decorator, ast.Call) and _called(decorator) == "command"):
        return ""
    names = [one.value for one in decorator.keywords if one.arg == "name"]
    return next(str(one.value) for one in names if isinstance(one, ast.Constant))


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
