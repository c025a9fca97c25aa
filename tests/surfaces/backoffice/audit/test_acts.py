"""The trail speaks in words, whatever command wrote it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import SOURCE, nodes, python_files
from theriac.surfaces.backoffice.audit.kinds import KINDS


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
