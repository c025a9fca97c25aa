"""Looks over the API: each kept once by its id, all of a request or none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.stocktaking import begin, line_of
from tests.surfaces.api.program import Program
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.stocktaking.models import CountEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(shop: Shop) -> tuple[str, UUID, UUID]:
    """The address of a count's entries, and its two lines."""
    medicine = add_medicine(shop)
    one, other = (stock_up(shop, medicine, 5, batch_number=lot) for lot in ("C-1", "C-2"))
    count = begin(shop)
    return f"/stock-counts/{count}/entries", line_of(count, one), line_of(count, other)


def look(line: UUID, counted: int, **more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "line_id": str(line), "counted": counted, **more}


def test_a_look_is_kept_once_by_its_id(manager: Program, lines: tuple[str, UUID, UUID]) -> None:
    at, one, other = lines
    first = look(one, 5)
    assert manager.post(at, {"entries": [first]}).status_code == 200
    again = manager.post(at, {"entries": [{**first, "counted": 4}, look(other, 3)]})
    assert again.status_code == 200

    kept = CountEntry.objects.values_list("line_id", "counted", "way").order_by("line_id")
    assert list(kept) == sorted([(one, 5, "program"), (other, 3, "program")])


def test_a_devices_clock_is_put_right_by_what_it_says_now(
    manager: Program, lines: tuple[str, UUID, UUID]
) -> None:
    at, one, _other = lines
    ahead = clock.now() + timedelta(hours=3)
    entry = look(one, 5, looked_at=ahead.isoformat())
    assert manager.post(at, {"entries": [entry], "sent_at": ahead.isoformat()}).status_code == 200
    looked_at = CountEntry.objects.get().looked_at
    assert abs(looked_at - clock.now()) < timedelta(minutes=1)


def test_one_look_that_cant_be_kept_keeps_none_of_them(
    manager: Program, lines: tuple[str, UUID, UUID]
) -> None:
    at, one, other = lines
    yesterday = (clock.now() - timedelta(days=1)).isoformat()
    early = manager.post(at, {"entries": [look(one, 5), look(other, 3, looked_at=yesterday)]})
    assert early.status_code == 422
    unknown = manager.post(at, {"entries": [look(one, 5), look(new_id(), 3)]})
    assert unknown.status_code == 404
    assert "sheets of this stock count" in unknown.json()["detail"]
    for wrong in ([], [look(one, -1)], [look(one, 5, way="screen")]):
        assert manager.post(at, {"entries": wrong}).status_code == 422
    assert not CountEntry.objects.exists()
