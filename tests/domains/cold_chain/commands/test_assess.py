"""Held batches wait until a pharmacist decides on each, with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from tests.support.cold_chain import a_sensor, an_excursion, minutes_ago, said
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.facts.records import given
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.cold_chain.commands.assess import BatchDecided, assess_excursion
from theriac.domains.cold_chain.models import Excursion
from theriac.domains.cold_chain.problems import ExcursionSettled
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.models import Balance, Batch
from theriac.domains.stock.problems import BatchKept

pytestmark = pytest.mark.django_db


@pytest.fixture
def batches(shop: Shop) -> list[UUID]:
    vaccine = add_medicine(shop, "Vaccine", storage="fridge")
    return [stock_up(shop, vaccine, units, batch_number=f"V{units}") for units in (5, 6, 7)]


def decided(
    shop: Shop, *decisions: BatchDecided, note: str = "", excursion: UUID | None = None
) -> bool:
    pharmacist = add_staff("pharmacist", shop.branch_id, f"p{len(note)}{len(decisions)}")
    return assess_excursion(
        actor=pharmacist,
        branch_id=shop.branch_id,
        excursion_id=excursion or Excursion.objects.get().id,
        decisions=decisions,
        note=note,
    )


def test_another_branch_decides_nothing_here(shop: Shop, batches: list[UUID]) -> None:
    a_sensor(shop)
    an_excursion(shop)
    there = second_branch(shop)
    one = BatchDecided(batch_id=batches[0], decision="release", reason="Asked the maker")

    with pytest.raises(NotFound):
        assess_excursion(
            actor=shop.owner,
            branch_id=there,
            excursion_id=Excursion.objects.get().id,
            decisions=[one],
            note="",
        )
    assert states()["V5"] == "held"


def states() -> dict[str, str]:
    return dict(Batch.objects.values_list("number", "state"))


@pytest.mark.rows("STK-31")
def test_each_batch_is_decided_on_and_then_it_closes(shop: Shop, batches: list[UUID]) -> None:
    a_sensor(shop)
    an_excursion(shop)
    assert states() == {"V5": "held", "V6": "held", "V7": "held"}

    first = decided(
        shop,
        BatchDecided(batch_id=batches[0], decision="release", reason="Stability data of the maker"),
    )
    assert (first, states()["V5"]) == (False, "released")
    last = decided(
        shop,
        BatchDecided(batch_id=batches[1], decision="quarantine", reason="Asked the maker"),
        BatchDecided(batch_id=batches[2], decision="destroy", reason="Frozen"),
        note="Door was open",
    )

    assert last
    assert (states()["V6"], states()["V7"]) == ("held", "held")
    lying = Balance.objects.filter(quantity__gt=0).values_list("place__kind", "quantity")
    assert sorted(lying) == [("quarantine", 6), ("quarantine", 7), ("shelf", 5)]
    assert StockAlert.objects.get(kind="cold").cleared_at is not None
    assert not any(one.violations for one in run_checks())
    with pytest.raises(ExcursionSettled):
        decided(shop, note="Again and again")


def test_it_isnt_assessed_while_it_goes_on(shop: Shop, batches: list[UUID]) -> None:
    a_sensor(shop)
    said(shop, [(minutes_ago(50), 90), (minutes_ago(10), 90)])
    with pytest.raises(ExcursionSettled, match="still outside"):
        decided(shop, BatchDecided(batch_id=batches[0], decision="release", reason="Fine"))


def test_what_was_held_before_stays_held(shop: Shop, batches: list[UUID]) -> None:
    hold_batch(
        actor=shop.owner, branch_id=shop.branch_id, batch_id=batches[0], reason="Recall rumour"
    )
    a_sensor(shop)
    an_excursion(shop)
    decided(shop, BatchDecided(batch_id=batches[0], decision="release", reason="Not harmed"))
    assert states()["V5"] == "held"


@pytest.mark.rows("STK-31")
def test_only_the_assessment_releases_what_it_holds(shop: Shop, batches: list[UUID]) -> None:
    a_sensor(shop)
    an_excursion(shop)
    by_hand: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "batch_id": batches[0],
        "reason": "It looks fine",
    }
    with pytest.raises(BatchKept, match="Its temperature was outside the limits"):
        release_batch(**by_hand)
    assert states()["V5"] == "held"
    asked = BatchDecided(batch_id=batches[0], decision="quarantine", reason="Asked the maker")
    decided(shop, asked)
    release_batch(**by_hand)
    assert states()["V5"] == "released"


def test_a_pharmacist_decides_with_a_reason(shop: Shop, batches: list[UUID]) -> None:
    a_sensor(shop)
    an_excursion(shop)
    for name, facts in (
        ("reason", {"decision": "release", "reason": " "}),
        ("decision", {"decision": "keep", "reason": "Fine"}),
    ):
        with pytest.raises(Unprocessable) as refused:
            given(BatchDecided, batch_id=batches[0], **facts)
        assert list(refused.value.errors) == [name]
    which: dict[str, Any] = {"excursion_id": Excursion.objects.get().id, "note": "Looked"}
    manager = add_staff("manager", shop.branch_id)
    with pytest.raises(NotPermitted):
        assess_excursion(actor=manager, branch_id=shop.branch_id, decisions=[], **which)


def test_an_excursion_of_an_empty_place_closes_with_a_note(shop: Shop) -> None:
    for code in ("T-1", "T-2"):
        a_sensor(shop, code)
        an_excursion(shop, code)
    second = Excursion.objects.get(sensor__code="T-2").id
    assert decided(shop, note="Nothing was in it", excursion=second)
    assert list(Excursion.objects.filter(closed_at=None).values_list("sensor__code")) == [("T-1",)]


def test_worse_readings_that_come_late_open_it_again(shop: Shop) -> None:
    a_sensor(shop)
    an_excursion(shop)
    decided(shop, note="Nothing was in it")
    said(shop, [(minutes_ago(45), 120)])
    excursion = Excursion.objects.get()
    assert (excursion.highest, excursion.closed_at) == (120, None)
    assert StockAlert.objects.filter(kind="cold", cleared_at=None).count() == 1


def test_what_is_set_apart_stays_at_its_branch(shop: Shop) -> None:
    there = replace(shop, branch_id=second_branch(shop))
    batch_id = stock_up(there, add_medicine(shop, "Vaccine", storage="fridge"), 5)
    a_sensor(there)
    an_excursion(there)
    decided(there, BatchDecided(batch_id=batch_id, decision="quarantine", reason="Asked the maker"))

    [lying] = Balance.objects.filter(quantity__gt=0).select_related("place")
    assert (lying.place.kind, lying.place.branch_id) == ("quarantine", there.branch_id)
