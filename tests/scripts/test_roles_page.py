"""The page of roles says what the roles and the matrices say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.scripts import script

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.written
def test_the_page_is_up_to_date() -> None:
    written = (ROOT / "docs/roles.md").read_text(encoding="utf-8")
    assert written == script("roles_page").page(), "run scripts/roles_page.py"
