"""Turns that can't be are found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.duty.models import DutyTurn, DutyTurnEnd

pytestmark = pytest.mark.django_db


def turn(shop: Shop, hours: int, **facts: Any) -> DutyTurn:
    started = clock.now() + timedelta(hours=hours)
    kept = {
        "id": new_id(),
        "branch_id": shop.branch_id,
        "person_id": shop.owner.id,
        "started_at": started,
        "until": started + timedelta(hours=8),
        "recorded_at": clock.now(),
    }
    return DutyTurn.objects.create(**kept | facts)


@pytest.mark.rows("EXT-03")
def test_turns_at_once_ends_outside_and_ended_licences_are_found(shop: Shop) -> None:
    first = turn(shop, -30)
    assert found() == []

    turn(shop, -25)
    late = turn(shop, -10, licence_until=shop.today - timedelta(days=9))
    DutyTurnEnd.objects.create(
        id=new_id(), turn=late, ended_at=first.started_at, ended_by=shop.owner.id
    )

    assert sorted(found()) == ["duty.end_unfit", "duty.licence_unfit", "duty.turns_overlap"]


def found() -> list[str]:
    return [one.code for check in run_checks(["duty.turns"]) for one in check.violations]
