"""The demo's prescriptions: prescribers with a practice, and one in most states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.countries.registry import profile_for
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.clinical.rules.answers import AnswerGiven, AnswerReason
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.prescribers.commands.prescriber import add_prescriber
from theriac.domains.prescribers.rules.facts import PracticeWritten, PrescriberWritten
from theriac.domains.prescriptions.commands import dispense, hand_over, pause, prepare, review
from theriac.domains.prescriptions.commands.open import open_prescription
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.rules.facts import (
    DirectionsWritten,
    LineWritten,
    PrescriptionWritten,
)
from theriac.surfaces.operations.demo.alerts import Goods

NAMES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "id": (("dr.", "Ratna Kusumadewi"), ("drg.", "Bagas Prakoso")),
    "in": (("Dr.", "Meera Joshi"), ("Dr.", "Arjun Nair")),
    "generic": (("Dr.", "Alice Moreau"), ("Dr.", "Jonas Weber")),
}
PRACTICE = {"id": "Klinik Contoh", "in": "Example Clinic", "generic": "Example Clinic"}
COURSE = ("reviewing", "approved", "preparing", "verified", "ready", "handed_over")
STATES = (
    "received",
    "received",
    "reviewing",
    "queried",
    "approved",
    "preparing",
    "verified",
    "ready",
    "paused",
    "refused",
    "handed_over",
)


def approve_answered(**given: Any) -> int:
    """Approve it; what stops, such as one substance twice, the prescriber agreed to."""
    try:
        return review.approve_prescription(**given)
    except AlertsUnanswered as refused:
        answers = [
            AnswerGiven(
                check=one["check"],
                rule=one["rule"],
                product_ids=one["product_ids"],
                reason=AnswerReason.PRESCRIBER_AGREED,
            )
            for one in refused.facts["alerts"]
        ]
        return review.approve_prescription(**given, answers=answers)


STEPS: Mapping[str, Callable[..., int]] = {
    "reviewing": review.start_review,
    "approved": approve_answered,
    "preparing": prepare.start_preparation,
    "verified": prepare.verify_prescription,
    "ready": prepare.lay_out,
}
FROM = 20
"""Where in the plan the goods stand that are prescribed."""
UNLIKE_FROM = STATES.index("preparing")
"""From which state on a prescription has different substances."""
EVERY_MINUTES = 22
UNITS = 10
SIG = {"id": "2 dd 1 pc 5 hari"}
"""Twice a day, after meals, for five days: as prescribers of the country write it."""


def add_prescriptions(
    country: str,
    actor: Actor,
    branch_id: BranchId,
    goods: Sequence[Goods],
    patients: Sequence[PatientId],
    end: datetime,
) -> int:
    """One in each of these states, written today and yesterday; how many there are.

    What is reviewed, and the one that is approved, has neighbours of the catalogue, hence mostly a
    substance twice: the alert that this meets is there to be seen, asked and answered.
    """
    controlled = {one.code for one in profile_for(country).legal_classes if one.register}
    alike = [
        (plan, stocked)
        for plan, stocked in goods[FROM:]
        if plan.is_medicine and plan.legal_class not in controlled
    ]
    unlike = list({plan.substance: (plan, stocked) for plan, stocked in alike}.values())
    with clock.at(end - timedelta(hours=6)):
        prescribers = [
            add_prescriber(actor=SYSTEM, facts=_prescriber(country, prefix, name))
            for prefix, name in NAMES[country]
        ]
    day = (end - timedelta(days=1)).date()
    for at, state in enumerate(STATES):
        begun = end - timedelta(minutes=EVERY_MINUTES * (len(STATES) - at) + 15)
        chosen = (alike if at < UNLIKE_FROM else unlike)[2 * at : 2 * at + 2]
        products = [(plan.name, stocked.product_id) for plan, stocked in chosen]
        prescriber = prescribers[at % len(prescribers)]
        sig = SIG.get(country, "bid pc 5 days")
        facts = _written(patients[at], prescriber, day, products, sig)
        _Way(actor, branch_id, begun).go(facts, state)
    return len(STATES)


class _Way:
    """A prescription on its way, a few minutes a step."""

    def __init__(self, actor: Actor, branch_id: BranchId, begun: datetime) -> None:
        self._at: dict[str, Any] = {"actor": actor, "branch_id": branch_id}
        self._now, self._version = begun, 1

    def go(self, facts: PrescriptionWritten, state: str) -> None:
        """Take it in and bring it to the state."""
        with clock.at(self._now):
            made = receive_prescription(**self._at, facts=facts)
        self._at["prescription_id"] = made
        if state == "received":
            return
        ends = {"queried": "reviewing", "refused": "reviewing", "paused": "approved"}
        for step in COURSE[: COURSE.index(ends.get(state, state)) + 1]:
            if step == "handed_over":
                self._hand_over(made)
            else:
                self._step(STEPS[step])
        if state == "queried":
            self._step(review.query_prescription, reason_code="dose")
        elif state == "refused":
            self._step(review.refuse_prescription, reason_code="illegible")
        elif state == "paused":
            self._step(pause.pause_prescription, reason_code="prescriber")

    def _hand_over(self, made: PrescriptionId) -> None:
        with clock.at(self._now):
            opened = open_prescription(**self._at)
        for line in opened.lines:
            given = {"line_id": PrescriptionLineId(line.id), "product_id": line.product_id}
            self._step(dispense.record_dispense, **given, quantity=UNITS)
        told = CounsellingGiven(
            topics=["purpose", "use", "effects", "course"],
            is_leaflet_given=True,
            is_understood=True,
        )
        self._step(hand_over.hand_over, counselling=told)

    def _step(self, run: Callable[..., Any], **more: Any) -> None:
        self._now += timedelta(minutes=2)
        with clock.at(self._now):
            run(**self._at, version=self._version, **more)
        self._version += 1


def _prescriber(country: str, prefix: str, name: str) -> PrescriberWritten:
    practice = PracticeWritten(name=PRACTICE[country], address="", phone="", hours="")
    return PrescriberWritten(
        name=name, prefix=prefix, practices=(practice,), licences=(), is_another=True
    )


def _written(
    patient_id: PatientId,
    prescriber_id: UUID,
    day: date,
    products: Sequence[tuple[str, UUID]],
    sig: str,
) -> PrescriptionWritten:
    directions = DirectionsWritten(
        dose_numerator=1, times=2, duration_days=5, route="oral", sig=sig
    )
    lines = [
        LineWritten(
            written=name,
            quantity=UNITS,
            product_id=product_id,
            directions=directions,
            repeats=1,
        )
        for name, product_id in products
    ]
    return PrescriptionWritten(
        patient_id=patient_id, prescriber_id=prescriber_id, written_on=day, lines=lines
    )
