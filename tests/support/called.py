"""Says which modules answer each test that asks a surface: see tests/running/calls."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_started

from tests.running import calls
from tests.running.plugin import RESULTS

_asked: set[str] = set()


def pytest_configure(config: pytest.Config) -> None:
    request_started.connect(_note, dispatch_uid="theriac-called")


def _note(environ: Mapping[str, str] | None = None, **_more: object) -> None:
    if environ is not None:  # what asks without a web server's words has none
        _asked.add(environ["PATH_INFO"])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Until the last that a test began is closed: so may a page ask."""
    _asked.clear()
    ended = yield
    results, file = os.environ.get(RESULTS), item.nodeid.partition("::")[0]
    if results and file.startswith(calls.FOLDERS):
        calls.tell(Path(results), file, answering(_asked))
    return ended


def answering(addresses: set[str]) -> set[str]:
    """The modules that answer these addresses."""
    if not addresses:
        return set()
    from tests.support import places  # noqa: PLC0415 (it reads the whole API)

    return {places.file_of(one) or "" for one in addresses}
