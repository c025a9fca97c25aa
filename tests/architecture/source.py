"""The project's files as these tests read them: our own, without migrations and vendored code."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "theriac"
ENGINE = ROOT / "engine" / "src" / "theriac_engine"
NOT_OURS = frozenset({"vendor", "migrations", "__pycache__", "node_modules"})


def ours(path: Path) -> bool:
    return NOT_OURS.isdisjoint(path.relative_to(ROOT).parts)


def files(folder: Path, *endings: str) -> list[Path]:
    """Our own files below ``folder`` whose name ends so, sorted."""
    return [*_files(folder, endings)]


@cache
def _files(folder: Path, endings: tuple[str, ...]) -> tuple[Path, ...]:
    found = (path for ending in endings for path in folder.rglob(f"*{ending}"))
    return tuple(sorted(path for path in found if path.is_file() and ours(path)))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def python_files(folder: Path = SOURCE) -> list[Path]:
    return files(folder, ".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text_of(path), filename=str(path))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file; read once, however many tests go through it."""
    return tuple(ast.walk(tree(path)))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_for_types(node: ast.If) -> bool:
    """Whether it says ``if TYPE_CHECKING``, which never runs."""
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """The modules that a file imports when it runs, with the line; ``from a import b``: a.b.

    What stands under ``if TYPE_CHECKING`` only names types, and is left out.
    """
    for_types = {
        id(inner)
        for node in nodes(path)
        if isinstance(node, ast.If) and is_for_types(node)
        for inner in ast.walk(node)
    }
    for node in nodes(path):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def kept_files() -> list[Path]:
    """Every file that the project keeps (git's list), with text or not."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]
