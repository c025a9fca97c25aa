"""No template holds what the content security policy forbids."""

from __future__ import annotations

import re

import pytest

from tests.architecture.source import SOURCE

INLINE = re.compile(r"""\sstyle=["']|\son(?:click|load|change|submit|input|error)=|<style|hx-on""")


@pytest.mark.rows("UX-08")
def test_no_template_holds_what_the_policy_forbids() -> None:
    found = [
        (path.name, match.group())
        for path in SOURCE.rglob("*.html")
        for match in INLINE.finditer(path.read_text("utf-8"))
    ]
    assert found == []
