"""Valid requests about preparations and formulas."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.compounding import add_capsules, make, write
from tests.support.prescriptions import a_line, a_person, a_prescription, line_of
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.surfaces.api.pieces import Asked, money
from theriac.domains.compounding.commands.formula import save_formula
from theriac.domains.compounding.models import Formula, Preparation


def _goods(shop: Shop) -> tuple[Medicine, Medicine]:
    """Another product that is made, and an ingredient of its own with stock."""
    at = Preparation.objects.count()
    ingredient = add_medicine(shop, f"Ingredient {at} of {shop.branch_id.hex[:6]}")
    stock_up(shop, ingredient, 50, batch_number=f"IN-{at}")
    return add_capsules(shop, f"Racikan {at} of {shop.branch_id.hex[:6]}"), ingredient


def _a_draft(shop: Shop) -> UUID:
    made, ingredient = _goods(shop)
    return write(shop, made, [(ingredient.id, 1, 2)])


def _one_made(shop: Shop) -> UUID:
    """One that nobody who asks made."""
    key, name = _a_draft(shop), f"compounder {Preparation.objects.count()}"
    maker = add_staff("technician", shop.branch_id, f"{name} {shop.branch_id.hex[:6]}")
    return UUID(str(make(shop, key, actor=maker).id))  # type: ignore[arg-type]


def a_formula(shop: Shop) -> UUID:
    """Another formula of the branch."""
    name, key = f"Formula {Formula.objects.count()}", _a_draft(shop)
    return save_formula(
        actor=shop.owner,
        branch_id=shop.branch_id,
        preparation_id=key,  # type: ignore[arg-type]
        name=name,
    )


def compounding_reads(shop: Shop) -> dict[str, str]:
    formulas = Formula.objects.filter(branch_id=shop.branch_id).order_by("created_at", "id")
    rows = Preparation.objects.filter(branch_id=shop.branch_id).order_by("created_at", "id")
    formula = formulas.values_list("id", flat=True).first() or a_formula(shop)
    preparation = rows.values_list("id", flat=True).first() or _a_draft(shop)
    return {
        "listPreparations": "/preparations?state=draft",
        "getPreparation": f"/preparations/{preparation}",
        "listFormulas": "/compounding-formulas?archived=false",
        "getFormula": f"/compounding-formulas/{formula}",
    }


def compounding_writes(shop: Shop) -> dict[str, Asked]:
    made, ingredient = _goods(shop)
    new = {
        "product_id": str(made.id),
        "units": 10,
        "form": "solid",
        "ingredients": [{"product_id": str(ingredient.id), "numerator": 1, "denominator": 4}],
        "service_fee": money(5_000),
    }
    found = a_prescription(
        shop, "approved", [a_line(made)], patient_id=a_person(shop), number="compounded"
    )
    line = f"/prescriptions/{found}/lines/{line_of(found).id}"
    formula = f"/compounding-formulas/{a_formula(shop)}"

    def act(on: UUID, verb: str, body: Any = None) -> Asked:
        return Asked("POST", f"/preparations/{on}/{verb}", body, edits=f"/preparations/{on}")

    spoilt = {"code": "appearance", "reason": "Clumped"}
    named = {"preparation_id": str(_a_draft(shop)), "name": "Puyer batuk"}
    return {
        "writePreparation": Asked("POST", "/preparations", new),
        "compoundPrescriptionLine": Asked("POST", f"{line}/preparations", new),
        "makePreparation": act(_a_draft(shop), "make", {}),
        "checkPreparation": act(_one_made(shop), "check"),
        "discardPreparation": act(_one_made(shop), "discard", spoilt),
        "cancelPreparation": act(_a_draft(shop), "cancel"),
        "saveFormula": Asked("POST", "/compounding-formulas", named),
        "archiveFormula": Asked("POST", f"{formula}/archive", edits=formula),
    }
