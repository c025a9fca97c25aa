"""How much of a line may be dispensed, by the shared vectors of the copy prescription."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from theriac.domains.prescriptions.rules.fills import Authorised


@pytest.mark.shared
@pytest.mark.rows("RX-10")
def test_the_vectors_of_iter_and_partial_dispensing(shared: Path) -> None:
    cases = json.loads((shared / "vectors/id_salinan_resep.json").read_text())["cases"]
    assert len(cases) == 11
    for case in cases:
        dispensed = _dispensed(case)
        terms = Authorised(case["prescribed"], case["iter"], dispensed)
        assert terms.remaining == case["remaining_total"], case["id"]
        assert (terms.now == 0) is case["exhausted"], case["id"]


def _dispensed(case: dict[str, Any]) -> int:
    dispensed = 0
    for event in case["events"]:
        terms = Authorised(case["prescribed"], case["iter"], dispensed)
        assert terms.allows(event["hand_over"]) is event["accepted"], case["id"]
        dispensed += event["hand_over"] if event["accepted"] else 0
        now = Authorised(case["prescribed"], case["iter"], dispensed)
        assert now.remaining == event["remaining_total"], case["id"]
    return dispensed


@pytest.mark.rows("RX-10")
def test_no_dispense_goes_from_the_first_time_into_a_repeat() -> None:
    terms = Authorised(10, 2, 4)
    assert (terms.total, terms.remaining, terms.now) == (30, 26, 6)
    assert not terms.allows(7)
    assert [Authorised(10, 2, one).repeats_used for one in (0, 4, 10, 11, 20, 30)] == [
        0,
        0,
        0,
        1,
        1,
        2,
    ]
