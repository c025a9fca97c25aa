"""Readings in bulk, in any order, once each; excursions hold what lies in the place."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.cold_chain import a_sensor, minutes_ago, said
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from tests.support.transfers import two_branches
from theriac.core import clock
from theriac.core.problems import Unprocessable
from theriac.domains.cold_chain.commands.readings import ReadingSent, record_readings
from theriac.domains.cold_chain.models import ColdReading, Excursion, ExcursionBatch
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.commands.put_in_bin import put_in_bin
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db


def runs() -> list[tuple[int, int, bool, bool]]:
    """Lowest, highest, over, borne out of each excursion."""
    rows = Excursion.objects.order_by("began_at")
    return [(e.lowest, e.highest, e.ended_at is not None, e.is_borne_out) for e in rows]


@pytest.mark.rows("STK-31")
def test_above_the_limit_for_half_an_hour_alerts_and_holds_what_lies_there(shop: Shop) -> None:
    vaccine = add_medicine(shop, "Vaccine", storage="fridge")
    tablet = add_medicine(shop)
    inside = stock_up(shop, vaccine, 5, shelf="K1")
    unplaced = stock_up(shop, vaccine, 5)
    elsewhere = stock_up(shop, vaccine, 5, shelf="K2")
    dry = stock_up(shop, tablet, 5, shelf="A1")
    a_sensor(shop)

    said(shop, [(minutes_ago(60), 81), (minutes_ago(31), 95)])
    assert runs() == []
    said(shop, [(minutes_ago(30), 96)])

    assert runs() == [(81, 96, False, True)]
    held = set(Batch.objects.filter(state="held").values_list("id", flat=True))
    assert held == {inside, unplaced}
    assert not {elsewhere, dry} & held
    assert StockAlert.objects.get(kind="cold").cleared_at is None
    late = stock_up(shop, vaccine, 5, shelf="K1")
    said(shop, [(minutes_ago(20), 90), (minutes_ago(10), 50)])
    assert runs() == [(81, 96, True, True)]
    assert ExcursionBatch.objects.get(batch_id=late).was_held is False


@pytest.mark.rows("STK-31")
def test_a_batch_in_the_fridge_s_bin_of_this_branch_is_held_whatever_others_call_theirs() -> None:
    two = two_branches(shelf="K1")
    two.receive(two.sent(2), 2)
    away = add_bin(actor=two.shop.owner, branch_id=two.there, code="A-9")
    put_in_bin(actor=two.shop.owner, branch_id=two.there, batch_ids=[two.batch_id], bin_id=away)
    a_sensor(two.shop)
    said(two.shop, [(minutes_ago(60), 95), (minutes_ago(20), 96)])
    assert ExcursionBatch.objects.get().batch_id == two.batch_id
    assert Batch.objects.get(id=two.batch_id).state == "held"


def test_the_same_again_counts_once_and_another_value_is_refused(shop: Shop) -> None:
    a_sensor(shop)
    first, second = minutes_ago(20), minutes_ago(10)
    assert said(shop, [(first, 50), (second, 51)]).recorded == 2
    again = said(shop, [(first, 50), (second, 52), (minutes_ago(5), 50), (minutes_ago(5), 50)])

    assert (again.recorded, again.known) == (1, 2)
    assert [(one.position, one.field) for one in again.refused] == [(1, "tenths")]
    assert ColdReading.objects.count() == 3


def test_what_cant_be_kept_is_told_and_the_rest_is_kept(shop: Shop) -> None:
    a_sensor(shop)
    readings = [
        ReadingSent(code="T-9", taken_at=minutes_ago(5), tenths=50),
        ReadingSent(code="T-1", taken_at=minutes_ago(5), tenths=1001),
        ReadingSent(code="T-1", taken_at=clock.now() + timedelta(hours=1), tenths=50),
        ReadingSent(code="T-1", taken_at=minutes_ago(5), tenths=50),
    ]
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "readings": readings}
    whole = record_readings(**here, only_whole=True)
    assert (whole.recorded, len(whole.refused)) == (0, 3)
    done = record_readings(**here)
    assert (done.recorded, [one.field for one in done.refused]) == (
        1,
        ["code", "tenths", "taken_at"],
    )
    with pytest.raises(Unprocessable):
        record_readings(actor=shop.owner, branch_id=shop.branch_id, readings=[])


def test_a_late_reading_cuts_an_excursion_and_what_it_held_stays_held(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop, storage="fridge"), 5)
    a_sensor(shop)
    said(shop, [(minutes_ago(60), 90), (minutes_ago(20), 95)])
    assert runs() == [(90, 95, False, True)]
    said(shop, [(minutes_ago(40), 50)])

    assert runs() == [(90, 90, True, False)]
    assert Batch.objects.get(id=batch).state == "held"
    assert StockAlert.objects.get(kind="cold").cleared_at is None


def test_whatever_order_they_arrive_in_the_same_excursions_are_borne_out(
    shop: Shop, rng: random.Random
) -> None:
    found = []
    points = {minutes_ago(m): rng.choice([50, 60, 85, 95]) for m in range(1, 400, 8)}
    for turn in range(4):
        code = f"T-{turn}"
        a_sensor(shop, code, shelf=f"K{turn}")
        order = rng.sample(sorted(points), len(points))
        while order:
            part, order = order[:7], order[7:]
            said(shop, [(instant, points[instant]) for instant in part], code)
        rows = Excursion.objects.filter(sensor__code=code, is_borne_out=True)
        found.append(sorted(rows.values_list("began_at", "ended_at", "lowest", "highest")))
    assert found[1:] == found[:1] * 3


def test_a_sensor_of_another_branch_is_unknown_here(shop: Shop) -> None:
    a_sensor(shop)
    there = replace(shop, branch_id=second_branch(shop))

    told = said(there, [(minutes_ago(5), 50)])

    assert (told.recorded, [one.field for one in told.refused]) == (0, ["code"])
    assert not ColdReading.objects.exists()
