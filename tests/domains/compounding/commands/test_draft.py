"""What may be written: bounded, of the catalogue, of no register, of no laxer class."""

from __future__ import annotations

import pytest

from tests.support.compounding import add_capsules, add_ingredients, write
from tests.support.shop import Shop, add_medicine
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.domains.compounding.models import Preparation, PreparationLine
from theriac.domains.compounding.problems import PreparationRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def test_a_draft_keeps_whole_units_of_each_ingredient(shop: Shop) -> None:
    made, (first, second, _third) = add_capsules(shop), add_ingredients(shop)
    write(shop, made, [(first.id, 1, 4), (second.id, 3, 1)])
    assert list(PreparationLine.objects.values_list("quantity", flat=True)) == [3, 30]
    assert Preparation.objects.get().state == "draft"


def test_an_ingredient_is_listed_once_and_is_not_what_is_made(shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    for lines in ([(first.id, 1, 4)] * 2, [(made.id, 1, 1)], [(first.id, 1, 1)] * 31, []):
        with pytest.raises(Unprocessable):
            write(shop, made, lines)


def test_what_is_out_of_bounds_is_refused(shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    for changes in (
        {"units": 0},
        {"units": 10_001},
        {"form": "magic"},
        {"service_fee": 10**13},
        {"formula_id": new_id()},
        {"product_id": new_id()},
    ):
        with pytest.raises(Unprocessable):
            write(shop, made, [(first.id, 1, 1)], **changes)
    with pytest.raises(Unprocessable):
        write(shop, made, [(first.id, 1, 0)])


def test_controlled_medicines_are_not_compounded(shop: Shop) -> None:
    made = add_capsules(shop, legal_class="keras")
    morphine = add_medicine(shop, "Morphine", legal_class="narkotika")
    with pytest.raises(PreparationRefused):
        write(shop, made, [(morphine.id, 1, 1)])


def test_what_needs_a_prescription_is_made_into_nothing_that_does_not(shop: Shop) -> None:
    strict = add_medicine(shop, "Prednisone", legal_class="keras")
    with pytest.raises(PreparationRefused):
        write(shop, add_capsules(shop), [(strict.id, 1, 1)])
    made = add_capsules(shop, "Racikan keras", legal_class="keras")
    assert write(shop, made, [(strict.id, 1, 1)])
