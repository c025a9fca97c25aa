"""The table of jumps, and FHIR's words for its states."""

from __future__ import annotations

import pytest

from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.rules.states import (
    BOARD,
    ENDED,
    JUMPS,
    dispense_status,
    may_go,
    request_status,
)
from theriac.domains.prescriptions.words import STATE_WORDS

STATES = [str(one) for one in Prescription.State.values]
REQUEST = {
    "active",
    "on-hold",
    "cancelled",
    "completed",
    "entered-in-error",
    "stopped",
    "draft",
    "unknown",
}
DISPENSE = {
    "preparation",
    "in-progress",
    "cancelled",
    "on-hold",
    "completed",
    "entered-in-error",
    "stopped",
    "declined",
    "unknown",
}


@pytest.mark.rows("RX-03")
def test_the_table_knows_each_state_and_leads_nowhere_else() -> None:
    assert set(JUMPS) == set(STATES) == set(STATE_WORDS)
    assert {one for some in JUMPS.values() for one in some} <= set(STATES)
    assert {state for state, onward in JUMPS.items() if not onward} == set(ENDED)
    assert {*BOARD, *ENDED, "handed_over"} == set(STATES)


@pytest.mark.rows("RX-03")
def test_nothing_is_prepared_before_its_approval_nor_handed_over_before_it_is_verified() -> None:
    assert {state for state in STATES if may_go(state, "preparing")} == {
        "approved",
        "verified",
        "ready",
    }
    assert {state for state in STATES if may_go(state, "approved")} == {"reviewing"}
    assert {state for state in STATES if may_go(state, "verified")} == {"preparing"}
    assert {state for state in STATES if may_go(state, "handed_over")} == {"ready"}


def test_a_paused_one_goes_back_to_where_it_was_or_is_cancelled() -> None:
    assert [state for state in STATES if may_go("paused", state, "preparing")] == [
        "preparing",
        "cancelled",
    ]


def test_each_state_has_words_of_fhir() -> None:
    assert {request_status(state) for state in STATES} <= REQUEST
    assert {dispense_status(state) for state in STATES} - {""} <= DISPENSE
    assert dispense_status("received") == ""
