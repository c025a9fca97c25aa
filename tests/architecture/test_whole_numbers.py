"""No floating point comes near money or quantity, in Python and in the counter."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import SOURCE, files, nodes, python_files, short

SECONDS = {
    # Files of the domains that measure time, and nothing that is sold.
    "domains/catalog/imports/work.py",
}
SOLVERS = {
    # The solver counts in floats; it takes whole numbers, and gives whole lines that are counted
    # again exactly. Nothing else of a domain sees a float.
    "domains/proposals/solver.py",
}
APART = SECONDS | SOLVERS
CORE = ("money.py", "quantity.py", "formatting.py")
FLOATING = frozenset({"float", "FloatField"})
FLOATING_CALL = re.compile(r"\bparseFloat\b|\.toFixed\(")
FLOATING_NUMBER = re.compile(r"(?<![\w.])\d+\.\d+|(?<![\w.])\.\d+\b")
NOISE = re.compile(
    r"/\*.*?\*/|(?<![:'\"`])//[^\n]*|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`",
    re.DOTALL,
)


def exact_files() -> list[Path]:
    return [
        *(SOURCE / "core" / name for name in CORE if (SOURCE / "core" / name).exists()),
        *python_files(SOURCE / "domains"),
        *python_files(SOURCE / "countries"),
        # Operations count seconds and bytes, nothing that is sold.
        *(path for path in python_files(SOURCE / "surfaces") if "operations" not in path.parts),
    ]


def floats(path: Path) -> list[str]:
    found = []
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"{short(path)}:{node.lineno} {node.value}")
        elif isinstance(node, ast.Name) and node.id in FLOATING:
            found.append(f"{short(path)}:{node.lineno} {node.id}")
        elif isinstance(node, ast.Attribute) and node.attr in FLOATING:
            found.append(f"{short(path)}:{node.lineno} {node.attr}")
    return found


@pytest.mark.rows("CAT-05")
def test_no_float_in_domains_countries_surfaces_and_money() -> None:
    exact = [path for path in exact_files() if path.relative_to(SOURCE).as_posix() not in APART]
    assert [found for path in exact for found in floats(path)] == []


def test_the_exceptions_are_still_needed() -> None:
    assert [name for name in APART if not floats(SOURCE / name)] == []


@pytest.mark.rows("CAT-05")
def test_no_float_in_the_counter() -> None:
    found = []
    for path in files(SOURCE / "surfaces" / "counter", ".js"):
        patterns = [FLOATING_CALL, FLOATING_NUMBER] if "domain" in path.parts else [FLOATING_CALL]
        code = NOISE.sub("", path.read_text(encoding="utf-8"))
        found += [
            f"{short(path)}: {match.group()}"
            for pattern in patterns
            for match in pattern.finditer(code)
        ]
    assert found == []
