"""Files, packages and functions stay small; only migrations and vendored code are exempt."""

import ast
from collections import Counter
from pathlib import Path

from tests.architecture.source import ROOT, files, nodes, python_files, short

MAX_LINES = 300
MAX_MODULES = 15
MAX_LINE = 120
MAX_FUNCTION_LINES = 60
FOLDERS = [ROOT / name for name in ("src", "tests", "scripts", "bench")]


def all_files() -> list[Path]:
    return [path for folder in FOLDERS for path in files(folder, ".py", ".js", ".html")]


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {short(path): len(path.read_bytes().splitlines()) for path in all_files()}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES} == {}


def test_no_line_of_a_page_is_longer_than_120_characters() -> None:
    """Python's lines are ruff's business."""
    long = {
        f"{short(path)}:{number}": len(line)
        for path in files(ROOT / "src", ".html", ".css")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > MAX_LINE
    }
    assert long == {}


def test_no_package_has_more_than_15_modules() -> None:
    modules = Counter(short(path.parent) for path in python_files() if path.name != "__init__.py")
    assert {name: count for name, count in modules.items() if count > MAX_MODULES} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    long = {
        f"{short(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for folder in FOLDERS
        for path in python_files(folder)
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES
    }
    assert long == {}
