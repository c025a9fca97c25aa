"""What counts as suspected and as taken besides, and how old somebody was."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from theriac.domains.adverse_events.rules.prefilled import (
    Focus,
    GoodsGot,
    age_at,
    goods_taken,
    initials_of,
)

pytestmark = pytest.mark.rows("EXT-02")
ONSET = date(2026, 11, 20)
A, B, C = (UUID(int=number) for number in range(1, 4))


def got(days_before: int, product: UUID, **more: object) -> GoodsGot:
    return GoodsGot(on=ONSET - timedelta(days=days_before), product_id=product, **more)  # type: ignore[arg-type]


def told(goods: list[GoodsGot], focus: Focus | None = None) -> list[tuple[UUID, bool, int]]:
    taken = goods_taken(goods, ONSET, focus or Focus())
    return [(one.last.product_id, one.is_suspect, (ONSET - one.from_on).days) for one in taken]


def test_what_was_got_last_is_suspected_and_what_lasts_is_taken_besides() -> None:
    goods = [got(2, A), got(40, A), got(20, B), got(31, C), got(-1, C)]
    assert told(goods) == [(A, True, 40), (B, False, 20)]
    assert told([*goods, got(60, C, days=90)]) == [(A, True, 40), (B, False, 20)]
    assert told([got(2, A), got(60, C, days=90)]) == [(A, True, 2), (C, False, 60)]
    assert told([]) == []


def test_a_batch_or_a_prescription_is_suspected_however_long_ago() -> None:
    goods = [got(2, A, batch_id=C), got(100, B, batch_id=A), got(100, C, prescription_id=B)]
    assert told(goods, Focus(batch_ids={A})) == [(B, True, 100), (A, False, 2)]
    assert told(goods, Focus(prescription_id=B)) == [(C, True, 100), (A, False, 2)]


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1990, 11, 21), (35, "years")),
        (date(1990, 11, 20), (36, "years")),
        (date(2025, 1, 21), (21, "months")),
        (date(2026, 10, 1), (50, "days")),
        (date(2026, 11, 21), None),
    ],
)
def test_the_age_when_it_began(born: date, age: tuple[int, str] | None) -> None:
    assert age_at(born, ONSET) == age


def test_initials_name_nobody() -> None:
    assert initials_of("siti  nurhaliza binti Ahmad van den Berg") == "S.N.B.A.V."
