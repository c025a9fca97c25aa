"""Daily demand over the API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domains.forecasting.demands import Days, days_of
from tests.support.shop import Shop
from tests.surfaces.api.program import program

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(shop: Shop) -> Days:
    found = days_of(shop)
    found.come(1, 10)
    found.sell(1, 4)
    found.sell(2, 6)
    found.night(5)
    return found


def asked(days: Days, query: str = "") -> Any:
    return program(days.shop).get(f"/products/{days.medicine.id}/demand{query}")


@pytest.mark.rows("ANA-05")
def test_each_day_is_told_with_what_lacked(days: Days) -> None:
    body = asked(days, "?since=2026-10-01&until=2026-10-31").json()
    assert body["days"] == [
        {"day": "2026-10-01", "units": 0, "asked": 0, "state": "out"},
        {"day": "2026-10-02", "units": 4, "asked": 0, "state": "ran_out"},
        {"day": "2026-10-03", "units": 6, "asked": 0, "state": "ran_out"},
        {"day": "2026-10-04", "units": 0, "asked": 0, "state": "out"},
        {"day": "2026-10-05", "units": 0, "asked": 0, "state": "out"},
    ]
    assert (body["units"], body["days_in_stock"], body["days_out"]) == (10, 2, 3)
    assert (body["kept_through"], body["branch_id"]) == ("2026-10-05", str(days.shop.branch_id))


def test_an_empty_or_odd_period_is_answered_and_a_wrong_one_refused(days: Days) -> None:
    assert asked(days, "?since=2026-10-05&until=2026-10-01").json()["days"] == []
    assert asked(days, "?since=2027-10-05&until=2028-10-01").json()["days"] == []
    assert len(asked(days, "?since=1990-01-01&until=2026-10-05").json()["days"]) == 731
    assert asked(days, "?since=yesterday").status_code == 422
    assert asked(days).status_code == 200


def test_an_unknown_product_is_said(days: Days) -> None:
    answer = program(days.shop).get(f"/products/{days.shop.branch_id}/demand")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "This product isn't in the catalogue."
