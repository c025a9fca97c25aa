"""The safety checks over a prescription's lines, with what the patient takes already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import Problem
from theriac.domains.catalog.queries.generics import products_of_generics
from theriac.domains.clinical.basket import (
    MOST_MEDICINES,
    Basket,
    CheckedMedicine,
)
from theriac.domains.clinical.commands.check import check_for_patient
from theriac.domains.clinical.counts import REVIEWS, add_counts
from theriac.domains.clinical.demanded import Answered, GoingOut, answers_demanded
from theriac.domains.clinical.directions import MILLI, MOST_MILLIUNITS, MOST_TIMES, DoseSaid
from theriac.domains.clinical.permissions import CHECK_SAFETY
from theriac.domains.clinical.rules.answers import AnswerGiven
from theriac.domains.clinical.rules.counted import counted_of
from theriac.domains.clinical.rules.results import Result
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.prescriptions.models import Dispense, Prescription, PrescriptionLine

LOOKED_BACK = 180
"""Days within which a dispense may still be taken."""
USUAL_DAYS = 30
"""For how long a medicine counts as taken where the prescription doesn't say."""


def check_prescription(
    actor: Actor, found: Prescription, lines: Sequence[PrescriptionLine]
) -> Result:
    """The checks for the patient, over the lines and what else was dispensed lately.

    A line that is matched to a generic alone is checked as a product of it. Each line is named by
    its product's id, as answers name it, and by its position where there is none. It reads the
    patient's record, which is logged. Raises what ``check_for_patient`` does.
    """
    products = products_of_lines(lines)
    medicines = [
        CheckedMedicine(
            key=str(products.get(one.id) or f"line:{one.position}"),
            product_id=products.get(one.id),
            name="" if one.id in products else str(one.content["written"])[:120],
            substances=[] if one.id in products else [str(one.content["written"])[:120]],
            **_dose(one.content["directions"]),
        )
        for one in lines
    ]
    taken = [
        CheckedMedicine(key=f"taken:{key}", product_id=key, substances=[], is_active=True)
        for key in active_products(found)
    ]
    return check_for_patient(
        actor=actor,
        branch_id=BranchId(found.branch_id),
        patient_id=kept_patient(found),
        basket=Basket([*medicines, *taken][:MOST_MEDICINES]),
    )


def kept_patient(found: Prescription) -> PatientId:
    """Whose prescription it is: of a merged record the one that was kept."""
    kept = kept_records([found.patient_id])
    return PatientId(kept[0].id if kept else found.patient_id)


def products_of_lines(lines: Sequence[PrescriptionLine]) -> dict[UUID, UUID]:
    """By the line's id the product that it is, or one that is its generic."""
    open_lines = [one for one in lines if one.product_id is None and one.generic_id]
    of_generics = products_of_generics({one.generic_id for one in open_lines if one.generic_id})
    found: dict[UUID, UUID] = {}
    for one in lines:
        choices = [one.product_id] if one.product_id else of_generics.get(one.generic_id or one.id)
        if choices:
            found[one.id] = choices[0]
    return found


def active_products(found: Prescription) -> list[UUID]:
    """What other prescriptions gave the patient that they may still take, at any branch."""
    return products_taken(kept_patient(found), but=found.id)


def products_taken(patient_id: UUID, *, but: UUID | None = None) -> list[UUID]:
    """What prescriptions gave the patient that they may still take, but for one of them."""
    now = clock.now()
    rows = Dispense.objects.filter(
        line__patient_id__in=ids_of(patient_id),
        reversed_at=None,
        dispensed_at__gte=now - timedelta(days=LOOKED_BACK),
    )
    if but is not None:
        rows = rows.exclude(line__prescription_id=but)
    taken: dict[UUID, None] = {}
    for one in rows.select_related("line").order_by("-dispensed_at", "id"):
        days = one.line.content["directions"].get("duration_days") or USUAL_DAYS
        if one.dispensed_at + timedelta(days=days) >= now:
            taken[one.product_id] = None
    return list(taken)


def answers_at_approval(
    actor: Actor,
    found: Prescription,
    lines: Sequence[PrescriptionLine],
    given: Sequence[AnswerGiven],
) -> Answered:
    """The answers to be kept with an approval; each alert that stops over a line here has one.

    What was shown and answered is counted.

    What speaks against medicines that were dispensed before, and no line here, asks for none. A
    second person approves an answer for this prescription alone. Raises what ``answers_demanded``
    and ``check_for_patient`` do.
    """
    alerts = check_prescription(actor, found, lines).alerts
    out = GoingOut(
        actor=actor,
        branch_id=found.branch_id,
        given=given,
        onward=_(
            "Ask the prescriber, or answer each alert in `alert_answers` with a pharmacist’s "
            "reason."
        ),
        bound_to={"prescription_id": str(found.id)},
    )
    mine = [one for one in alerts if one.is_of_the_basket]
    answered = answers_demanded(out, mine)
    if mine:
        counted = counted_of(mine, [answer for answer, _by in answered])
        add_counts(out.branch_id, REVIEWS, counted)
    return answered


def count_heeded(actor: Actor, found: Prescription, lines: Sequence[PrescriptionLine]) -> None:
    """Count the alerts for which nothing is dispensed; nothing where the checks can't run."""
    if not actor.may(CHECK_SAFETY, found.branch_id):
        return
    try:
        alerts = check_prescription(actor, found, lines).alerts
    except Problem:
        return
    mine = [one for one in alerts if one.is_of_the_basket]
    if mine:
        add_counts(found.branch_id, REVIEWS, counted_of(mine, is_heeded=True))


def _dose(directions: Mapping[str, Any]) -> dict[str, Any]:
    said = dose_in(directions)
    return {"times": said.times, "milliunits": said.milliunits} if said else {}


def dose_in(directions: Mapping[str, Any]) -> DoseSaid | None:
    """Times a day and thousandths of a base unit; None where the paper doesn't say it so."""
    numerator, times = directions["dose_numerator"], directions["times"]
    is_daily = directions["period_unit"] == "d" and directions["period"] == 1
    if numerator is None or times is None or not is_daily or not 0 < times <= MOST_TIMES:
        return None
    units = Fraction(numerator, directions["dose_denominator"])
    milliunits = -int(-units * MILLI // 1)
    if not 0 < milliunits <= MOST_MILLIUNITS:
        return None
    return DoseSaid(times=times, milliunits=milliunits)
