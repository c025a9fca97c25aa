"""The demo's compounding: a formula, what was made of it for sale and for a patient, a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.countries.registry import profile_for
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_products
from theriac.domains.compounding.commands.draft import (
    IngredientShare,
    PreparationNew,
    write_preparation,
)
from theriac.domains.compounding.commands.formula import save_formula
from theriac.domains.compounding.commands.make import make_preparation
from theriac.domains.compounding.commands.settle import check_preparation
from theriac.domains.compounding.ids import FormulaId, PreparationId
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.ids import PatientId
from theriac.domains.prescribers.queries.prescribers import list_prescribers
from theriac.domains.prescriptions.commands.compound import compound_line
from theriac.domains.prescriptions.commands.open import open_prescription
from theriac.domains.prescriptions.commands.prepare import start_preparation
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.commands.review import start_review
from theriac.domains.prescriptions.ids import PrescriptionLineId
from theriac.domains.prescriptions.rules.facts import (
    DirectionsWritten,
    LineWritten,
    PrescriptionWritten,
)
from theriac.domains.stock.queries.levels import stock_levels
from theriac.surfaces.operations.demo.alerts import Goods
from theriac.surfaces.operations.demo.patients.prescriptions import approve_answered

MADE = {"id": "Racikan kapsul"}
SIG = {"id": "2 dd 1 caps 5 hari"}
FORMULA = {"id": "Kapsul batuk pilek dewasa"}
FEES = {"id": (5_000, 2_000)}
"""For service and packing, minor units."""
UNITS, FOR_PATIENT = 30, 10
ENOUGH = 60
"""Base units of an ingredient that are left for others besides."""
LOOKED_AT = 120


@dataclass(frozen=True, slots=True)
class _Recipe:
    """What is made of which products, a half and a quarter of each."""

    product_id: UUID
    ingredients: tuple[UUID, UUID]
    fees: tuple[int, int]
    sig: str

    def of(self, units: int, formula_id: FormulaId | None = None) -> PreparationNew:
        """So many of it."""
        first, second = self.ingredients
        return given(
            PreparationNew,
            product_id=self.product_id,
            units=units,
            form="solid",
            ingredients=(
                IngredientShare(product_id=first, numerator=1, denominator=2),
                IngredientShare(product_id=second, numerator=1, denominator=4),
            ),
            service_fee=self.fees[0],
            packing_fee=self.fees[1],
            formula_id=formula_id,
        )


def add_compounding(
    country: str,
    people: tuple[Actor, Actor],
    branch_id: BranchId,
    goods: Sequence[Goods],
    patient_id: PatientId,
    end: datetime,
) -> tuple[int, int]:
    """The owner's for sale, the pharmacist's for a patient, a draft: how many, how many batches."""
    owner, pharmacist = people
    ingredients = _ingredients(owner, branch_id, goods, country)
    if ingredients is None:
        return 0, 0
    begun = end - timedelta(hours=5)
    with clock.at(begun):
        (product_id,) = add_products(actor=owner, products=[_product(country)])
        recipe = _Recipe(
            product_id,
            ingredients,
            FEES.get(country, (1_000, 500)),
            SIG.get(country, "1 caps bid 5 days"),
        )
        first = write_preparation(actor=owner, branch_id=branch_id, preparation=recipe.of(UNITS))
        made: dict[str, Any] = {"branch_id": branch_id, "preparation_id": first}
        make_preparation(actor=owner, **made, version=1)
        formula = save_formula(
            actor=owner, **made, name=FORMULA.get(country, "Cough and cold capsules, adults")
        )
    with clock.at(begun + timedelta(minutes=15)):
        check_preparation(actor=pharmacist, **made, version=2)
    with clock.at(end - timedelta(hours=2)):
        for_patient = _for_a_patient(pharmacist, branch_id, patient_id, recipe, formula)
        make_preparation(
            actor=pharmacist, branch_id=branch_id, preparation_id=for_patient, version=1
        )
    with clock.at(end - timedelta(minutes=25)):
        draft = recipe.of(UNITS, formula)
        write_preparation(actor=pharmacist, branch_id=branch_id, preparation=draft)
    return 3, 2


def _product(country: str) -> NewProduct:
    """What comes out, of the class of what needs a prescription and has no register."""
    classes = profile_for(country).legal_classes
    code = next(one.code for one in classes if one.needs_prescription and not one.register)
    return NewProduct(
        name=MADE.get(country, "Compounded capsules"),
        base_unit="capsule",
        legal_class=code,
        packs=[NewPack(name="capsule", factor=1, price=0)],
    )


def _ingredients(
    actor: Actor, branch_id: BranchId, goods: Sequence[Goods], country: str
) -> tuple[UUID, UUID] | None:
    """Two medicines of different substances in tablets, of which enough is on the shelf."""
    controlled = {one.code for one in profile_for(country).legal_classes if one.register}
    tablets = {
        stocked.product_id: plan.substance
        for plan, stocked in goods
        if plan.is_medicine and plan.base_unit == "tablet" and plan.legal_class not in controlled
    }
    ids = list(tablets)[:LOOKED_AT]
    levels = stock_levels(actor=actor, branch_id=branch_id, product_ids=ids)
    there = {tablets[key]: key for key in reversed(ids) if levels[key].available >= ENOUGH}
    found = [key for key in ids if key in there.values()][:2]
    return (found[0], found[1]) if len(found) == 2 else None


def _for_a_patient(
    actor: Actor,
    branch_id: BranchId,
    patient_id: PatientId,
    recipe: _Recipe,
    formula: FormulaId,
) -> PreparationId:
    """A prescription of it that is being prepared, with the draft of its preparation."""
    prescriber = list_prescribers(actor=actor).order_by("created_at", "id")[0]
    line = LineWritten(
        written="m.f. caps. dtd. no. X",
        quantity=FOR_PATIENT,
        product_id=recipe.product_id,
        directions=DirectionsWritten(
            dose_numerator=1, times=2, duration_days=5, route="oral", sig=recipe.sig
        ),
    )
    here: dict[str, Any] = {"actor": actor, "branch_id": branch_id}
    found = receive_prescription(
        **here,
        facts=PrescriptionWritten(
            patient_id=patient_id,
            prescriber_id=prescriber.id,
            written_on=branch_date(branch_id),
            lines=[line],
        ),
    )
    for version, step in enumerate((start_review, approve_answered, start_preparation), 1):
        step(**here, prescription_id=found, version=version)
    opened = open_prescription(**here, prescription_id=found)
    return compound_line(
        **here,
        prescription_id=found,
        line_id=PrescriptionLineId(opened.lines[0].id),
        preparation=recipe.of(FOR_PATIENT, formula),
    )
