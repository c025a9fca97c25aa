"""Each test of the outbox begins as a process does."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.core.outbox.bell import Ears, listening
from theriac.core.outbox import delivery, reactions, relay
from theriac.core.outbox.delivery import Pace


@pytest.fixture(autouse=True)
def as_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """No reaction and no pace of another test is left."""
    monkeypatch.setattr(reactions, "_declared", dict(reactions._declared))
    monkeypatch.setattr(delivery, "_paces", defaultdict(Pace))
    monkeypatch.setattr(relay, "_full_look", relay._FullLook())


@pytest.fixture
def ears() -> Ears:
    return listening("ears")
