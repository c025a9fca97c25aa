"""What is compounded is checked as its ingredients, with the dose of each."""

from __future__ import annotations

import pytest

from tests.support.clinical import a_stop_in_force
from tests.support.compounding import add_capsules, write, write_for
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    advance,
    approve_for,
    at_shop,
    dispense_one,
    state_of,
)
from tests.support.shop import Shop, add_medicine
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.compounding.commands.formula import save_formula
from theriac.domains.compounding.contents import MadeOf
from theriac.domains.compounding.models import Preparation
from theriac.domains.patients.models import Patient
from theriac.domains.prescriptions.commands.review import approve_prescription
from theriac.domains.prescriptions.safety import products_taken, share_of_dose

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12", "RX-13")]


def test_ingredients_of_the_formula_are_checked_with_the_other_lines(shop: Shop) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    made = add_capsules(shop)
    draft = write(shop, made, [(vitamin.id, 1, 2)])
    save_formula(actor=shop.owner, branch_id=shop.branch_id, preparation_id=draft, name="K")
    found = a_prescription(shop, "reviewing", [a_line(made), a_line(warfarin)])
    with pytest.raises(AlertsUnanswered) as refused:
        approve_prescription(**at_shop(shop, found))
    (told,) = refused.value.facts["alerts"]
    assert set(told["product_ids"]) == {warfarin.id, vitamin.id}


def test_the_preparation_for_the_line_is_checked_and_not_the_formula(shop: Shop) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    made, plain = add_capsules(shop), add_medicine(shop, "Lactose")
    draft = write(shop, made, [(vitamin.id, 1, 2)])
    save_formula(actor=shop.owner, branch_id=shop.branch_id, preparation_id=draft, name="K")
    found = a_prescription(shop, "reviewing", [a_line(made), a_line(warfarin)])
    write_for(shop, found, made, [(plain.id, 1, 2)])
    approve_prescription(**at_shop(shop, found))
    assert state_of(found) == "approved"


def test_what_the_approval_did_not_answer_is_not_compounded_after_it(shop: Shop) -> None:
    warfarin, vitamin = a_stop_in_force(shop)
    made, plain = add_capsules(shop), add_medicine(shop, "Lactose")
    found = a_prescription(shop, "reviewing", [a_line(made), a_line(warfarin)])
    write_for(shop, found, made, [(plain.id, 1, 2)])
    approve_prescription(**at_shop(shop, found))
    with pytest.raises(AlertsUnanswered, match="Review the prescription again"):
        write_for(shop, found, made, [(vitamin.id, 1, 2)])
    assert Preparation.objects.count() == 1

    other = a_prescription(shop, "reviewing", [a_line(made, 20), a_line(warfarin, 20)])
    write_for(shop, other, made, [(vitamin.id, 1, 2)])
    approve_for(shop, other, "taken_before")
    assert write_for(shop, other, made, [(vitamin.id, 1, 4)])


def test_who_got_it_takes_its_ingredients(shop: Shop) -> None:
    made, plain = add_capsules(shop), add_medicine(shop, "Lactose")
    found = a_prescription(shop, "approved", [a_line(made)])
    write_for(shop, found, made, [(plain.id, 1, 2)])
    advance(shop, found, "ready")
    dispense_one(shop, found, 10)
    assert products_taken(Patient.objects.get().id) == [plain.id]


def test_an_ingredient_has_its_share_of_the_dose(shop: Shop) -> None:
    said = DoseSaid(times=3, milliunits=1_000)
    assert share_of_dose(said, MadeOf(shop.branch_id, 1, 3)) == DoseSaid(times=3, milliunits=334)
    assert share_of_dose(None, MadeOf(shop.branch_id, 1, 3)) is None
    assert share_of_dose(said, MadeOf(shop.branch_id, 1_000_000, 1)) is None
