"""A sensor is set up and changed; what was read before stays judged as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from tests.support.cold_chain import a_sensor, minutes_ago, said
from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core.facts.records import given
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.cold_chain.commands.sensors import SensorWritten, add_sensor, change_sensor
from theriac.domains.cold_chain.models import ColdReading, ColdSensor
from theriac.domains.cold_chain.problems import SensorCodeTaken
from theriac.domains.cold_chain.rules import HIGHEST, LOWEST
from theriac.domains.stock.models import Place

pytestmark = pytest.mark.django_db


def test_limits_are_two_to_eight_degrees_unless_told(shop: Shop) -> None:
    a_sensor(shop)
    sensor = ColdSensor.objects.get()
    assert (sensor.low, sensor.high, sensor.minutes, sensor.storage) == (20, 80, 30, "fridge")
    with pytest.raises(SensorCodeTaken):
        a_sensor(shop, " T-1 ")


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"code": " "}, "code"),
        ({"name": ""}, "name"),
        ({"low": 80, "high": 80}, "high"),
        ({"high": 1001}, "high"),
        ({"minutes": 0}, "minutes"),
        ({"silent_minutes": 20_000}, "silent_minutes"),
        ({"shelf": "x" * 21}, "shelf"),
    ],
)
def test_what_doesnt_fit_is_said_at_its_field(shop: Shop, facts: dict[str, Any], name: str) -> None:
    with pytest.raises(Unprocessable) as refused:
        add_sensor(
            actor=shop.owner,
            branch_id=shop.branch_id,
            facts=given(SensorWritten, **{"code": "T-2", "name": "Fridge", **facts}),
        )
    assert list(refused.value.errors) == [name]


def test_a_sensor_hangs_in_a_place_of_its_own_branch(shop: Shop) -> None:
    other = second_branch(shop)
    place_of = {one.branch_id: one.id for one in Place.objects.filter(kind="quarantine")}
    which: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    facts = SensorWritten(code="T-2", name="Fridge", place_id=place_of[other])
    with pytest.raises(NotFound):
        add_sensor(**which, facts=facts)

    add_sensor(**which, facts=replace(facts, place_id=place_of[shop.branch_id]))
    assert ColdSensor.objects.get().place_id == place_of[shop.branch_id]


def test_the_widest_limits_are_taken(shop: Shop) -> None:
    facts = SensorWritten(code="T-2", name="Freezer", low=LOWEST, high=HIGHEST)
    add_sensor(actor=shop.owner, branch_id=shop.branch_id, facts=facts)
    sensor = ColdSensor.objects.get()
    assert (sensor.low, sensor.high) == (LOWEST, HIGHEST)


def test_other_limits_judge_only_what_comes_after(shop: Shop) -> None:
    sensor_id = a_sensor(shop)
    said(shop, [(minutes_ago(20), 85)])
    which: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    facts = SensorWritten(code="T-1", name="Vaccine fridge", shelf="K1", high=90)
    assert change_sensor(**which, sensor_id=sensor_id, version=1, facts=facts) == 2
    assert change_sensor(**which, sensor_id=sensor_id, version=2, facts=facts) == 2
    said(shop, [(minutes_ago(10), 85)])

    rows = ColdReading.objects.order_by("taken_at").values_list("is_out", flat=True)
    assert list(rows) == [True, False]
    with pytest.raises(Stale):
        change_sensor(**which, sensor_id=sensor_id, version=1, facts=facts)
    with pytest.raises(NotFound):
        change_sensor(**which, sensor_id=uuid4(), version=1, facts=facts)
    there = {**which, "branch_id": second_branch(shop)}
    with pytest.raises(NotFound):
        change_sensor(**there, sensor_id=sensor_id, version=2, facts=facts)
    restocker = add_staff("restocker", shop.branch_id)
    with pytest.raises(NotPermitted):
        add_sensor(actor=restocker, branch_id=shop.branch_id, facts=facts)
