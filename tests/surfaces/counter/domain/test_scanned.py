"""The batch that a code names: taken, asked about, or refused with the reason."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = [pytest.mark.journey, pytest.mark.rows("CAT-07")]
TODAY = "2026-11-20"
FIRST = {"id": "a", "number": "LOT1", "expiry": "2027-03-31", "quantity": 5}
LATER = {"id": "b", "number": "Lot2", "expiry": "2027-06-30", "quantity": 5}
EQUAL = {"id": "c", "number": "LOT3", "expiry": "2027-03-31", "quantity": 5}
GONE = {"id": "d", "number": "LOT4", "expiry": "2027-03-31", "quantity": 0}


def named(run: Run, number: str | None, expiry: str | None = None, *warnings: str) -> Any:
    read = {"batchNumber": number, "expiresOn": expiry, "warnings": list(warnings)}
    script = "({batchNamed}, given) => batchNamed(...given)"
    return run("domain/scanned.js", script, [read, [FIRST, LATER, EQUAL, GONE], FIRST, TODAY])


@pytest.mark.parametrize(
    ("number", "pin", "reason"),
    [
        (None, None, ""),
        ("LOT1", "a", ""),
        ("Lot2", "b", ""),
        ("LOT2", "b", ""),
        ("LOT3", "c", "scanned"),
    ],
)
def test_the_named_batch_is_taken(run: Run, number: str, pin: str, reason: str) -> None:
    assert named(run, number) == {"pin": pin, "reason": reason, "told": None}


@pytest.mark.parametrize(
    ("number", "expiry", "warnings", "kind"),
    [
        ("LOT9", "2027-03-31", (), "unknown"),
        ("LOT927", None, ("suspect_missing_separator",), "separator"),
        ("LOT4", None, (), "none_left"),
        ("LOT1", "2026-11-20", (), "expired"),
        (None, "2026-10-31", (), "expired"),
    ],
)
def test_what_cant_be_taken_says_why(
    run: Run, number: str | None, expiry: str | None, warnings: tuple[str, ...], kind: str
) -> None:
    facts = {"kind": kind, "number": number, "expiry": expiry}
    assert named(run, number, expiry, *warnings) == {"refused": facts}


def test_an_expiry_that_differs_from_the_books_is_said(run: Run) -> None:
    told = {"kind": "expiry_differs", "code": "2027-04-30", "books": "2027-03-31"}
    assert named(run, "LOT1", "2027-04-30") == {"pin": "a", "reason": "", "told": told}
    assert named(run, "LOT1", "2027-03-31")["told"] is None
