"""Sales that a program's device made, in a person's name or in the program's own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.support.patients import register
from tests.surfaces.api.program import Program, program
from tests.surfaces.api.pushed import pushed_body
from tests.surfaces.api.world import World, build_world
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, SalePatient

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def push(asking: Program, world: World, **changes: Any) -> tuple[str, int, list[str]]:
    answer = asking.post("/sales/push", {**pushed_body(world), **changes})
    assert answer.status_code == 201, answer.json()
    told = answer.json()
    cases = DiscrepancyCase.objects.filter(sale_id=told["sale_id"])
    return told["state"], told["cases"], [case.facts.get("why", case.kind) for case in cases]


def test_a_program_sells_in_its_own_name(world: World) -> None:
    asking = program(world.shop, "cashier")
    told = push(asking, world, person_id=str(asking.client_id()))
    assert told == ("booked", 0, [])


def test_in_the_name_of_a_person_who_may_sell(world: World) -> None:
    asking = program(world.shop, "cashier")
    assert push(asking, world) == ("booked", 0, [])


def test_it_names_whom_it_was_for(world: World) -> None:
    asking = program(world.shop, "cashier")
    patient_id = register(world.shop, "Dewi Lestari")
    assert push(asking, world, patient_id=str(patient_id)) == ("booked", 0, [])
    assert SalePatient.objects.get().patient_id == patient_id


def test_somebody_whom_nobody_registered_is_a_case(world: World) -> None:
    asking = program(world.shop, "cashier")
    assert push(asking, world, patient_id=str(uuid4())) == ("booked", 1, ["unknown"])


def test_another_programs_name_is_a_case(world: World) -> None:
    asking = program(world.shop, "cashier")
    other = str(program(world.shop, "manager").client_id())
    told = push(asking, world, person_id=other)
    assert told == ("booked", 1, ["unknown"])


@pytest.mark.rows("CAT-09")
def test_above_the_highest_price_by_law_is_booked_with_a_case(world: World) -> None:
    set_ceiling(actor=world.shop.owner, product_id=world.medicine.id, amount=699)
    asking = program(world.shop, "cashier")
    assert push(asking, world) == ("booked", 1, ["price"])


@pytest.mark.parametrize(
    ("beyond", "reason"),
    [
        ({"total": 2**53 - 1}, "amount"),
        ({"sequence": 2**53 - 1}, "sequence"),
        ({"sequence": 10_001}, "sequence"),
        ({"business_on": "2199-12-31"}, "date"),
        ({"occurred_at": "1900-01-01T00:00:00Z"}, "date"),
    ],
)
def test_beyond_the_bounds_it_is_held(world: World, beyond: dict[str, Any], reason: str) -> None:
    asking = program(world.shop, "cashier")
    assert push(asking, world, **beyond) == ("held", 0, [])
    assert [held.reason for held in HeldPush.objects.all()] == [reason]


@pytest.mark.parametrize("line", [{"position": 1001}, {"packs": 2**40}, {"price_units": 2**40}])
def test_a_line_beyond_the_bounds_is_held(world: World, line: dict[str, int]) -> None:
    asking = program(world.shop, "cashier")
    (own,) = pushed_body(world)["lines"]
    assert push(asking, world, lines=[own | line]) == ("held", 0, [])
