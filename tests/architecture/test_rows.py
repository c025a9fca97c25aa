"""Tests name the feature rows that they show, and only rows that there are."""

import re
import sys

import pytest

from tests.architecture.rows import known_rows, listing, marked_rows


def test_every_named_row_exists() -> None:
    unknown = {row: places for row, places in marked_rows().items() if row not in known_rows()}
    assert unknown == {}


def test_the_listing_counts_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    text = listing()
    with capsys.disabled():
        left = re.findall(r"^(\S+)  not yet$", text, re.MULTILINE)
        if left:
            sys.stdout.write(f"\nfeature rows that no test shows yet: {', '.join(left)}\n")
    assert len(text.splitlines()) == len(known_rows()) + 1
