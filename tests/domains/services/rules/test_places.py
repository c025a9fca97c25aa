"""How many stand at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from theriac.domains.services.rules.places import Span, most_at_once

pytestmark = pytest.mark.rows("EXT-01")


def span(begins: int, ends: int) -> Span:
    return datetime(2026, 12, 1, 9, begins, tzinfo=UTC), datetime(2026, 12, 1, 9, ends, tzinfo=UTC)


def test_the_most_at_one_moment_within_it() -> None:
    assert most_at_once([], span(10, 20)) == 0
    assert most_at_once([span(0, 10), span(20, 30)], span(10, 20)) == 0
    assert most_at_once([span(5, 12), span(15, 25)], span(10, 20)) == 1
    assert most_at_once([span(5, 16), span(15, 25), span(0, 11)], span(10, 20)) == 2
