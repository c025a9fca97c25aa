"""Compiles everything once, before the processes of a run begin.

They begin at the same moment and import the same files: in a fresh clone each of them would compile
all, and rewrite the assertions of each test file, before it finds what another has written.
"""

from __future__ import annotations

import compileall
import multiprocessing
import sys
from pathlib import Path
from typing import Any

from _pytest.assertion import rewrite

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("src", "engine/src")
PROCESSES = 2


def compile_all(config: Any) -> None:
    """What isn't compiled yet, by two processes; nothing where it can't be kept, or can't fork."""
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if sys.dont_write_bytecode or not can_fork:
        return
    context = multiprocessing.get_context("fork")
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    with context.Pool(PROCESSES, _remember, [config]) as pool:
        pool.map(_rewrite, files, chunksize=20)
        pool.map(_compile, [path for one in SOURCES for path in _folders(ROOT / one)])


def _folders(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_dir() and path.name != "__pycache__"]


_config: list[Any] = []


def _remember(config: Any) -> None:
    _config[:] = [config]


def _rewrite(path: Path) -> None:
    """As pytest itself does when it first imports the file."""
    [config] = _config
    state = config.stash[rewrite.assertstate_key]
    folder = rewrite.get_cache_dir(path)
    kept = folder / f"{path.stem}{rewrite.PYC_TAIL}"
    if rewrite._read_pyc(path, kept) is None and rewrite.try_makedirs(folder):
        source_hash, code = rewrite._rewrite_test(path, config)
        rewrite._write_pyc(state, code, source_hash, kept)


def _compile(folder: Path) -> None:
    compileall.compile_dir(folder, maxlevels=0, quiet=2)
