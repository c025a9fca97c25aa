"""A patient's refill plans and programmes, beside their record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.catalog.queries.products import product_details
from theriac.domains.refills.permissions import KEEP_PROGRAMMES, KEEP_REFILLS, VIEW_REFILLS
from theriac.domains.refills.programmes import name_of
from theriac.domains.refills.queries.plans import plans_of_patient, plans_told
from theriac.domains.refills.queries.programmes import list_programmes, programmes_of_patient
from theriac.domains.refills.rules.codes import BY_THE_SYSTEM, LEFT_WHY
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.refills.words import adherence_words, standing_badge
from theriac.surfaces.backoffice.shell.screens import Screen


def refills_beside(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    """Plans by when they run out, at the branches that the reader sees; and programmes."""
    return {**_plans(screen, patient_id), **_programmes(screen, patient_id)}


def _plans(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    if not screen.may(VIEW_REFILLS):
        return {"sees_refills": False}
    plans = plans_of_patient(actor=screen.actor, patient_id=patient_id)
    told = plans_told(plans)
    keys = list({one.product_id for one in plans})
    products = {one.id: one for one in product_details(actor=screen.actor, product_ids=keys)}
    return {
        "sees_refills": True,
        "may_start_plan": screen.may(KEEP_REFILLS),
        "refill_plans": [
            {
                "plan": one,
                "product": products[one.product_id],
                "quantity": in_words(one.quantity, products[one.product_id]),
                "state": standing_badge(told[one.id]),
                "adherence": adherence_words(told[one.id]),
                "is_here": one.branch_id == screen.branch_id,
            }
            for one in plans
        ],
    }


def _programmes(screen: Screen, patient_id: UUID) -> dict[str, Any]:
    if screen.branch_id is None or not screen.may(KEEP_PROGRAMMES):
        return {"sees_programmes": False}
    members = programmes_of_patient(actor=screen.actor, patient_id=patient_id)
    among = {one.programme_id for one in members}
    every = list_programmes(actor=screen.actor, branch_id=screen.branch_id).order_by("opened_at")
    return {
        "sees_programmes": True,
        "memberships": [
            (one, name_of(one.programme), one.branch_id == screen.branch_id) for one in members
        ],
        "programmes": [(one.id, name_of(one)) for one in every if one.id not in among],
        "left_why": [one for one in LEFT_WHY.items() if one[0] not in BY_THE_SYSTEM],
    }
