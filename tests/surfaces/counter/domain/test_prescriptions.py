"""Until when a prescription is dispensed: the counter says the same as the server."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.countries.prescriptions import days_valid, last_day, paper_fault
from theriac.countries.recipients import asks_patient
from theriac.countries.registry import PROFILES

pytestmark = [pytest.mark.journey, pytest.mark.rows("CAT-08")]
TODAY = date(2026, 11, 20)
FAULT = "({daysValid, paperFault}, [country, code, on, own, today]) => \
paperFault(on, today, daysValid(country, code, today, own))"
GATE = """({gateOf}, [written_on, days]) => gateOf(
    {ground_id: "g"}, {legal_class: "keras"},
    {grounds: [{id: "g", kind: "prescription", exception: null, written_on}]},
    {today: "2026-11-20", place: {country: "id", exceptions: []}, settings: {prescription_days: days}})"""


@pytest.mark.parametrize("country", sorted(PROFILES))
def test_the_counter_judges_a_date_as_the_server_does(run: Run, country: str) -> None:
    profile = PROFILES[country]
    days = [None, "2026-11-21", "2026-11-20", "2026-10-21", "2026-10-20", "2024-02-29"]
    for goods in profile.legal_classes:
        for written in days:
            on = date.fromisoformat(written) if written else None
            valid = days_valid(profile.prescriptions, goods.code, TODAY, 30)
            until = last_day(on, [valid], TODAY)
            fault = paper_fault(on, until, TODAY)
            shown = until.isoformat() if until and fault == "too_old" else None
            expected = {"fault": fault.value, "until": shown} if fault else None
            asked = [country, goods.code, written, 30, TODAY.isoformat()]
            assert run("domain/prescriptions.js", FAULT, asked) == expected


def problems(run: Run, written_on: str | None, days: int | None = None) -> Any:
    return run("domain/gating.js", GATE, [written_on, days])


def test_a_line_waits_for_another_prescription(run: Run) -> None:
    assert problems(run, "2026-10-21") == []
    old = {"kind": "prescription_date", "level": "look", "groundId": "g"}
    assert problems(run, "2026-10-20") == [{**old, "fault": "too_old", "until": "2026-11-19"}]
    assert problems(run, "2026-10-20", 31) == []
    assert problems(run, "2026-11-21") == [{**old, "fault": "future", "until": None}]
    assert problems(run, None) == [{**old, "fault": "undated", "until": None}]


@pytest.mark.parametrize("country", sorted(PROFILES))
def test_the_counter_asks_for_the_patient_as_the_server_does(run: Run, country: str) -> None:
    script = "({asksPatient}, asked) => asksPatient(...asked)"
    profile = PROFILES[country]
    for goods in profile.legal_classes:
        asked = [country, goods.code, TODAY.isoformat()]
        expected = asks_patient(profile.recipients, goods.code, TODAY)
        assert run("domain/recipients.js", script, asked) is expected


def test_a_line_waits_for_its_patient(run: Run) -> None:
    script = """({gateOf}, patient) => gateOf(
        {ground_id: "g"}, {legal_class: "H1"},
        {patient, grounds: [{id: "g", kind: "prescription", exception: null, written_on: "2026-11-20"}]},
        {today: "2026-11-20", place: {country: "in", exceptions: []}, settings: {}})"""
    assert run("domain/gating.js", script, None) == [{"kind": "patient", "level": "look"}]
    assert run("domain/gating.js", script, "sealed") == []
