"""The tiers hold, models stay private to their domain, and a local import says why."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import stock_room
from tests.architecture.source import (
    ENGINE,
    ROOT,
    SOURCE,
    imported,
    is_for_types,
    module_name,
    nodes,
    python_files,
    short,
    text_of,
)

REASONS = ("slow", "optional", "app-ready")
REASONED = re.compile(r"# noqa: [A-Z0-9, ]*PLC0415 \((?:" + "|".join(REASONS) + r")\)")
MODELS = re.compile(r"^theriac\.domains\.(\w+)\.models\b")
DOMAIN = re.compile(r"^theriac\.domains\.(\w+)\b")


@pytest.mark.slow
@pytest.mark.rows("OPS-19")
def test_the_import_contract_holds() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE.parent), str(ENGINE.parent)])},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout.decode() + result.stderr.decode()


HTTP_CLIENTS = ("aiohttp", "http.client", "httpx", "requests", "urllib.request", "urllib3")
CALLS_ITSELF = {
    "src/theriac/core/outgoing/client.py",
    "src/theriac/surfaces/operations/server/supervisor.py",
}
"""The one client for outside, and the supervisor, which asks its own web server."""


def test_http_calls_to_outside_go_through_one_client() -> None:
    """It resolves and refuses addresses; any other could be made to call the inner network."""
    calling = {
        short(path)
        for path in python_files(SOURCE)
        for _line, module in imported(path)
        if module.startswith(HTTP_CLIENTS)
    }
    assert calling == CALLS_ITSELF


@pytest.mark.rows("OPS-19")
def test_models_are_imported_only_inside_their_domain() -> None:
    """A surface may name a model's type for what a query hands it, under TYPE_CHECKING only.

    The domains of the stock room read the ledger's.
    """
    strangers = []
    for path in python_files():
        here = DOMAIN.match(module_name(path))
        types_only = lines_for_the_type_checker(path) if here is None else set()
        for line, module in imported(path):
            model = MODELS.match(module)
            is_allowed = line in types_only
            if model and here is not None:
                is_allowed = here[1] == model[1] or stock_room.may_read(here[1], module)
            if model and not is_allowed:
                strangers.append(f"{short(path)}:{line} imports {module}")
    assert strangers == []


def lines_for_the_type_checker(path: Path) -> set[int]:
    """The lines inside ``if TYPE_CHECKING:``, which never run."""
    return {
        inner.lineno
        for node in nodes(path)
        if isinstance(node, ast.If) and is_for_types(node)
        for child in node.body
        for inner in ast.walk(child)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }


def test_a_local_import_names_an_accepted_reason() -> None:
    unreasoned = []
    for path in python_files():
        text = text_of(path).splitlines()
        functions = [
            node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        lines = {
            node.lineno
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        unreasoned += [
            f"{short(path)}:{line}" for line in sorted(lines) if not REASONED.search(text[line - 1])
        ]
    assert unreasoned == [], f"say why: # noqa: PLC0415 ({' | '.join(REASONS)})"


def test_every_domain_has_a_tier() -> None:
    tiers = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    domains = [path.name for path in (SOURCE / "domains").iterdir() if (path / "apps.py").exists()]
    assert [name for name in domains if f"({name})" not in tiers] == []
