"""What a change is, for the tests of what it reaches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.running import calls, changes, proven
from tests.running.areas import ROOT


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Areas that count as changed; fill it before asking. Any view may answer any journey."""
    areas: set[str] = set()
    journeys = (ROOT / calls.JOURNEYS).glob("test_*.py")
    answered = {f"{calls.JOURNEYS}{path.name}": frozenset[str]() for path in journeys}
    monkeypatch.setattr(calls, "known", lambda: answered)
    monkeypatch.setattr(proven, "known", lambda: {"any": "thing"})
    monkeypatch.setattr(changes, "changed", lambda: frozenset(areas))
    changes.forget()
    yield areas
    changes.forget()
