"""The safety checks over a prescription's lines, with what the patient takes already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from theriac.domains.compounding.contents import (
    MadeOf,
    made_by_formula,
    made_for_lines,
    products_in,
)
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

    A line that is matched to a generic alone is checked as a product of it, and one that is
    compounded as its ingredients, where they are known. Each is named by its product's id, as
    answers name it, and by its position where there is none. It reads the patient's record, which
    is logged. Raises what ``check_for_patient`` does.
    """
    products = products_of_lines(lines)
    compounded = ingredients_of_lines(found, products)
    medicines = [
        medicine for one in lines for medicine in _medicines(one, products, compounded.get(one.id))
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


def _medicines(
    line: PrescriptionLine, products: Mapping[UUID, UUID], shares: Sequence[MadeOf] | None
) -> list[CheckedMedicine]:
    """What a line is to be checked as: its ingredients where it is compounded, else itself."""
    said = dose_in(line.content["directions"])
    if shares is not None:
        return [
            CheckedMedicine(
                key=str(one.product_id),
                product_id=one.product_id,
                substances=[],
                **_dose(share_of_dose(said, one)),
            )
            for one in shares
        ]
    product_id = products.get(line.id)
    written = [] if product_id else [str(line.content["written"])[:120]]
    return [
        CheckedMedicine(
            key=str(product_id or f"line:{line.position}"),
            product_id=product_id,
            name="".join(written),
            substances=written,
            **_dose(said),
        )
    ]


def ingredients_of_lines(
    found: Prescription, products: Mapping[UUID, UUID]
) -> dict[UUID, list[MadeOf]]:
    """By compounded line what it is made of: by its preparation, else by the branch's formula."""
    known = made_for_lines(products)
    others = {key: product_id for key, product_id in products.items() if key not in known}
    formulas = made_by_formula(found.branch_id, set(others.values())) if others else {}
    return known | {
        key: formulas[product_id] for key, product_id in others.items() if product_id in formulas
    }


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
    """What prescriptions gave the patient that they may still take, but for one of them.

    Of what was compounded for a line its ingredients.
    """
    now = clock.now()
    rows = Dispense.objects.filter(
        line__patient_id__in=ids_of(patient_id),
        reversed_at=None,
        dispensed_at__gte=now - timedelta(days=LOOKED_BACK),
    )
    if but is not None:
        rows = rows.exclude(line__prescription_id=but)
    taken: dict[UUID, None] = {}
    still = []
    for one in rows.select_related("line").order_by("-dispensed_at", "id"):
        days = one.line.content["directions"].get("duration_days") or USUAL_DAYS
        if one.dispensed_at + timedelta(days=days) >= now:
            still.append(one)
    compounded = made_for_lines({one.line_id: one.product_id for one in still}) if still else {}
    for one in still:
        shares = compounded.get(one.line_id)
        taken.update(dict.fromkeys([one.product_id] if shares is None else products_in(shares)))
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


def share_of_dose(said: DoseSaid | None, share: MadeOf) -> DoseSaid | None:
    """The dose of an ingredient; None where nobody said the whole's, or it is beyond all bounds."""
    if said is None:
        return None
    milliunits = -(-said.milliunits * share.numerator // share.denominator)
    return replace(said, milliunits=milliunits) if milliunits <= MOST_MILLIUNITS else None


def _dose(said: DoseSaid | None) -> dict[str, Any]:
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
