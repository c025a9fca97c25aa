"""Compounding for tests: ingredients on the shelf, a preparation, and who makes and checks it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.prescriptions import a_line, a_prescription, line_of
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.compounding.commands.draft import (
    IngredientShare,
    PreparationNew,
    write_preparation,
)
from theriac.domains.compounding.commands.formula import save_formula
from theriac.domains.compounding.commands.make import make_preparation
from theriac.domains.compounding.commands.settle import check_preparation
from theriac.domains.compounding.ids import PreparationId
from theriac.domains.compounding.models import Formula, Preparation
from theriac.domains.prescriptions.commands.compound import compound_line
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId

CAPSULE = [NewPack(name="capsule", factor=1, price=0)]


def add_capsules(shop: Shop, name: str = "Racikan kapsul", **particulars: Any) -> Medicine:
    """What is made: a product in capsules."""
    return add_medicine(shop, name, **{"base_unit": "capsule", "packs": CAPSULE, **particulars})


def add_ingredients(shop: Shop) -> list[Medicine]:
    """Three products with a batch of 100 each, 20 000 for 100 base units, expiring in 400 days."""
    found = []
    for name in ("Paracetamol 500 mg", "CTM 4 mg", "Lactose"):
        medicine = add_medicine(shop, name)
        stock_up(
            shop,
            medicine,
            100,
            batch_number=f"{name[:3]}-1",
            expires_on=shop.today + timedelta(days=400),
            cost_amount=20_001,
            cost_units=100,
        )
        found.append(medicine)
    return found


def a_new_one(made: Medicine, lines: list[tuple[UUID, int, int]], **changes: Any) -> PreparationNew:
    """Ten, of (product, numerator, denominator)."""
    facts: dict[str, Any] = {
        "product_id": made.id,
        "units": 10,
        "form": "solid",
        "service_fee": 5_000,
        "packing_fee": 1_000,
        "ingredients": tuple(
            given(IngredientShare, product_id=key, numerator=over, denominator=under)
            for key, over, under in lines
        ),
    }
    return given(PreparationNew, **{**facts, **changes})


def write(
    shop: Shop, made: Medicine, lines: list[tuple[UUID, int, int]], **changes: Any
) -> PreparationId:
    """A draft of ten by the owner."""
    return write_preparation(
        actor=changes.pop("actor", shop.owner),
        branch_id=shop.branch_id,
        preparation=a_new_one(made, lines, **changes),
    )


def write_for(
    shop: Shop,
    prescription_id: UUID,
    made: Medicine,
    lines: list[tuple[UUID, int, int]],
    **more: Any,
) -> PreparationId:
    """The same for the first line of a prescription, by the owner unless told otherwise."""
    return compound_line(
        actor=more.pop("actor", shop.owner),
        branch_id=shop.branch_id,
        prescription_id=PrescriptionId(prescription_id),
        line_id=more.pop("line_id", None) or PrescriptionLineId(line_of(prescription_id).id),
        preparation=a_new_one(made, lines, **more),
    )


def written(shop: Shop) -> PreparationId:
    """A draft of ten capsules of three ingredients: a quarter, a half and two of each."""
    made, (first, second, third) = add_capsules(shop), add_ingredients(shop)
    return write(shop, made, [(first.id, 1, 4), (second.id, 1, 2), (third.id, 2, 1)])


def make(shop: Shop, key: PreparationId, **changes: Any) -> Preparation:
    """Made by the owner, unless told otherwise; as it is then."""
    facts = {"actor": shop.owner, "branch_id": shop.branch_id, "version": 1, **changes}
    make_preparation(preparation_id=key, **facts)
    return Preparation.objects.get(id=key)


def add_checker(shop: Shop) -> Actor:
    """A pharmacist of the branch, who didn't make it."""
    return add_staff("pharmacist", shop.branch_id, "checker")


def check(shop: Shop, row: Preparation) -> None:
    """Put on sale by somebody else."""
    facts = {"branch_id": shop.branch_id, "preparation_id": PreparationId(row.id)}
    check_preparation(actor=add_checker(shop), version=row.version, **facts)


def compounded_for(shop: Shop) -> tuple[Medicine, PrescriptionId, Preparation]:
    """Ten capsules for the line of an approved prescription, made and checked."""
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "approved", [a_line(made, 10)])
    row = make(shop, write_for(shop, found, made, [(first.id, 1, 4)]))
    check(shop, row)
    return made, found, row


def a_preparation(shop: Shop) -> PreparationId:
    """A draft, saved as a formula."""
    key = written(shop)
    save_formula(
        actor=shop.owner, branch_id=shop.branch_id, preparation_id=key, name="Capsules of three"
    )
    return key


def compounded(shop: Shop) -> dict[type[Any], UUID]:
    """The same, by what each is."""
    key = a_preparation(shop)
    return {Preparation: key, Formula: Formula.objects.get(branch_id=shop.branch_id).id}
