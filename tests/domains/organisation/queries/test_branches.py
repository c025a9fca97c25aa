"""What others ask of the branches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.shop import open_shop
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.jobs.schedule import declared_schedules
from theriac.domains.organisation.models import Branch
from theriac.domains.organisation.queries.branches import branch_date, branch_time_zones

pytestmark = pytest.mark.django_db


def test_before_there_is_a_branch_work_runs_by_utc() -> None:
    assert branch_time_zones() == ("UTC",)


def test_the_zones_of_open_branches_each_once_the_first_branchs_first() -> None:
    shop = open_shop()
    there = second_branch(shop)
    Branch.objects.filter(id=shop.branch_id).update(time_zone="Asia/Makassar", code="B")
    Branch.objects.filter(id=there).update(time_zone="Asia/Jayapura", code="A")
    assert branch_time_zones() == ("Asia/Jayapura", "Asia/Makassar")

    Branch.objects.filter(id=there).update(time_zone="Asia/Makassar")
    assert branch_time_zones() == ("Asia/Makassar",)

    Branch.objects.filter(id=there).update(time_zone="Asia/Jayapura", is_active=False)
    assert branch_time_zones() == ("Asia/Makassar",)


def test_expiries_are_looked_at_in_each_branchs_own_night() -> None:
    shop = open_shop()
    there = second_branch(shop)
    Branch.objects.filter(id=shop.branch_id).update(time_zone="Asia/Jakarta")
    Branch.objects.filter(id=there).update(time_zone="Asia/Jayapura")
    by_name = {entry.name: entry for entry in declared_schedules()}
    expiries = by_name["replenishment.review_expiries"]

    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    first = expiries.next_due(noon, *branch_time_zones())
    second = expiries.next_due(first, *branch_time_zones())

    assert [due.strftime("%d %H:%M") for due in (first, second)] == ["20 15:10", "20 17:10"]


def test_a_branchs_date_is_its_own_at_any_hour() -> None:
    here = open_shop().branch_id
    Branch.objects.filter(id=here).update(time_zone="Asia/Jakarta")
    evening = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)

    assert branch_date(here, evening).isoformat() == "2026-11-21"
    assert branch_date(here, evening - timedelta(seconds=1)).isoformat() == "2026-11-20"
    with clock.at(evening):
        assert branch_date(here).isoformat() == "2026-11-21"
        assert branch_date(new_id()).isoformat() == "2026-11-20"
