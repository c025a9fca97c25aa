"""The demo's adverse events: a rash that was reported, and a serious reaction as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.adverse_events.commands.assess import assess_report
from theriac.domains.adverse_events.commands.draft import draft_report
from theriac.domains.adverse_events.commands.period import set_reporting_period
from theriac.domains.adverse_events.commands.prefill import prefill_report
from theriac.domains.adverse_events.commands.send import send_report
from theriac.domains.adverse_events.queries import form_of
from theriac.domains.adverse_events.rules.facts import (
    AdverseEventTold,
    ReportedMedicine,
    SendingTold,
)
from theriac.domains.adverse_events.rules.naranjo import QUESTIONS
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId

BEFORE = timedelta(hours=5)
PERIOD = 15
ANSWERS = {**dict.fromkeys(QUESTIONS, "unknown"), "after": "yes", "improved": "yes"}


def add_adverse_events(
    actor: Actor, branch_id: BranchId, patients: Sequence[PatientId], end: datetime, today: date
) -> int:
    """Two, of the last patients; how many there are."""
    if len(patients) < 2:
        return 0
    with clock.at(end - BEFORE):
        set_reporting_period(actor=actor, branch_id=branch_id, serious_days=PERIOD)
        day = today - timedelta(days=1)
        rash = _told(actor, branch_id, patients[-1], day, "Itching rash on both arms", ())
        first = draft_report(actor=actor, branch_id=branch_id, told=rash, patient_id=patients[-1])
        assess_report(
            actor=actor,
            branch_id=branch_id,
            report_id=first,
            version=1,
            answers=ANSWERS,
            category="possible",
        )
        sending = SendingTold(authority=form_of(branch_id).authority, way="web", sent_on=day)
        send_report(actor=actor, branch_id=branch_id, report_id=first, version=2, sending=sending)
        swelling = _told(
            actor,
            branch_id,
            patients[-2],
            day,
            "Swollen lips, treated at the hospital",
            ["hospital"],
        )
        draft_report(actor=actor, branch_id=branch_id, told=swelling, patient_id=patients[-2])
    return 2


def _told(
    actor: Actor,
    branch_id: BranchId,
    patient_id: PatientId,
    day: date,
    reaction: str,
    seriousness: Sequence[str],
) -> AdverseEventTold:
    """What is told, with what the patient got; else with a medicine from elsewhere."""
    found = prefill_report(actor=actor, branch_id=branch_id, patient_id=patient_id, onset_on=day)
    elsewhere = ReportedMedicine(role="suspect", name="Amoxicillin 500 mg")
    return AdverseEventTold(
        initials=found.initials,
        age=found.age,
        age_unit=found.age_unit,  # type: ignore[arg-type]
        sex=found.sex,  # type: ignore[arg-type]
        reaction=reaction,
        onset_on=day,
        learned_on=day,
        outcome="recovering",
        seriousness=list(seriousness),  # type: ignore[arg-type]
        allergies=", ".join(found.allergies)[:500],
        medicines=list(found.medicines) or [elsewhere],
    )
