"""The page of commands says what the commands say, and a word stands where they ask no right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.scripts import script

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.written
def test_the_page_is_up_to_date() -> None:
    page = script("commands_page")
    assert list(page.unlisted()) == []
    written = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert written == page.page(), "run scripts/commands_page.py"
