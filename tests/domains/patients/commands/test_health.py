"""Allergies and conditions: from the lists, with words beside them, ended and never deleted."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.patients.commands.health import NewHealthFact, end_health, record_health
from theriac.domains.patients.models import HealthFact
from theriac.domains.patients.problems import ParticularsRefused


def test_a_fact_is_recorded_and_ended_with_its_reason(shop: Shop, pharmacist: Actor) -> None:
    one = register(shop)
    named = {"actor": pharmacist, "branch_id": shop.branch_id, "patient_id": one}
    fact_id = record_health(**named, fact=NewHealthFact("allergy", "other", "Jackfruit", "mild"))
    end_health(**named, fact_id=fact_id, why="mistake")
    row = HealthFact.objects.get()
    assert row.content["text"] == "Jackfruit"
    assert (row.ended_by, row.ended_why) == (pharmacist.id, "mistake")
    with pytest.raises(NotFound):
        end_health(**named, fact_id=fact_id, why="mistake")


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        (NewHealthFact("allergy", "moonlight"), "code"),
        (NewHealthFact("mood", "penicillins"), "code"),
        (NewHealthFact("allergy", "E11"), "code"),
        (NewHealthFact("allergy", "other"), "text"),
        (NewHealthFact("allergy", "egg", severity="terrible"), "severity"),
        (NewHealthFact("condition", "E11", text="x" * 501), "text"),
    ],
)
def test_what_isnt_in_the_lists_is_refused(shop: Shop, fact: NewHealthFact, field: str) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": register(shop)}
    with pytest.raises(ParticularsRefused) as problem:
        record_health(**named, fact=fact)
    assert list(problem.value.errors) == [field]


def test_a_cashier_records_nothing_of_health(shop: Shop, cashier: Actor) -> None:
    with pytest.raises(NotPermitted):
        record_health(
            actor=cashier,
            branch_id=shop.branch_id,
            patient_id=register(shop),
            fact=NewHealthFact("allergy", "egg"),
        )
