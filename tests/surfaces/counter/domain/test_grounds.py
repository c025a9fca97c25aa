"""Where the names of a ground are: sealed in it, or in the memory of the session that typed them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
SEEN = {"id": "g", "kind": "prescription", "prescriber": "dr. Maya", "number": "0412"}
SEALED = {**SEEN, "prescriber": None, "number": None, "sealed": "1.k.AAAA"}
NAMES = {"prescriber": "dr. Maya", "number": "0412"}


def call(run: Run, function: str, *given: Any) -> Any:
    return run("domain/grounds.js", f"(grounds, given) => grounds.{function}(...given)", given)


def test_only_names_make_a_ground_readable(run: Run) -> None:
    assert call(run, "namesAnybody", SEEN) is True
    assert call(run, "namesAnybody", SEALED) is False
    assert call(run, "namesAnybody", {**SEEN, "prescriber": "", "number": ""}) is False


def test_sealed_it_names_nobody(run: Run) -> None:
    assert call(run, "withoutNames", SEEN, "1.k.AAAA") == SEALED


def test_the_server_is_asked_without_names(run: Run) -> None:
    asked = {**SEEN, "prescriber": "", "number": ""}
    assert call(run, "questionOf", SEEN) == asked
    assert call(run, "questionOf", SEALED) == asked


def test_names_are_seen_in_their_session_and_where_an_older_program_left_them(run: Run) -> None:
    assert call(run, "seenOf", SEALED, {"g": NAMES}) == NAMES
    assert call(run, "seenOf", SEALED, {"other": NAMES}) is None
    assert call(run, "seenOf", SEEN, {}) is None


def test_memory_keeps_what_is_in_use(run: Run) -> None:
    assert call(run, "keptOf", {"g": NAMES, "old": NAMES}, [SEALED]) == {"g": NAMES}
