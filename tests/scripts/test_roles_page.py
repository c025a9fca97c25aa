"""The page of roles says what the roles and the matrices say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.written
def test_the_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("roles_page", ROOT / "scripts/roles_page.py")
    assert spec is not None
    assert spec.loader is not None
    roles_page = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(roles_page)

    written = (ROOT / "docs/roles.md").read_text(encoding="utf-8")
    assert written == roles_page.page(), "run scripts/roles_page.py"
