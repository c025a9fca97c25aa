"""Files, packages and functions stay small; only migrations and vendored code are exempt."""

import ast
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.source import ENGINE, ROOT, SOURCE, files, nodes, python_files, short

MAX_LINES = 300
MAX_MODULES = 15
MAX_LINE = 120
MAX_FUNCTION_LINES = 60
COUNTER = SOURCE / "surfaces" / "counter" / "static" / "counter"
FOLDERS = [ROOT / name for name in ("src", "engine", "tests", "scripts", "bench")]


def all_files() -> list[Path]:
    return [path for folder in FOLDERS for path in files(folder, ".py", ".js", ".html")]


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {short(path): len(path.read_bytes().splitlines()) for path in all_files()}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES} == {}


def too_long(paths: Iterable[Path]) -> dict[str, int]:
    """Each line that is longer than it may be, by its place."""
    return {
        f"{short(path)}:{number}": len(line)
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > MAX_LINE
    }


def test_no_line_of_a_page_is_longer_than_120_characters() -> None:
    """Python's lines are ruff's business."""
    assert too_long(files(ROOT / "src", ".html", ".css")) == {}


def test_no_line_of_a_program_in_the_browser_is_longer_than_120_characters() -> None:
    """But for what is data: the sentences, one a line, and the table of the statutes."""
    sentences = {COUNTER / "i18n" / language for language in ("en", "id")}
    statutes = COUNTER / "domain" / "countries" / "statutes.js"
    programs = [
        path
        for path in files(ROOT / "src", ".js")
        if path != statutes and path.parent not in sentences
    ]
    assert len(programs) > 100
    assert too_long(programs) == {}


def test_no_package_has_more_than_15_modules() -> None:
    ours = [*python_files(), *python_files(ENGINE)]
    modules = Counter(short(path.parent) for path in ours if path.name != "__init__.py")
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
