"""Says which modules answer each journey: see tests/running/calls."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.core.signals import request_started

from tests.running import calls
from tests.running.plugin import RESULTS
from tests.support import places


@pytest.fixture(scope="session")
def asked_addresses() -> Iterator[set[str]]:
    """The addresses that the live server was asked; clear it to begin anew."""
    asked = set()

    def note(environ: Mapping[str, str], **_more: object) -> None:
        asked.add(environ["PATH_INFO"])

    request_started.connect(note)
    yield asked
    request_started.disconnect(note)


@pytest.fixture(autouse=True)
def told_answers(request: pytest.FixtureRequest, asked_addresses: set[str]) -> Iterator[None]:
    """What answered a journey until its last device was closed is told to the run."""
    asked_addresses.clear()
    yield
    if results := os.environ.get(RESULTS):
        modules = {places.file_of(one) or "" for one in asked_addresses}
        calls.tell(Path(results), request.node.nodeid.partition("::")[0], modules)
