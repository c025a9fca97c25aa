"""When a ceiling of law begins to hold."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from theriac.domains.catalog.queries.sale_facts import CeilingFact, ProductFact

JAKARTA = ZoneInfo("Asia/Jakarta")


def test_a_het_begins_at_its_instant_not_with_the_day_in_utc() -> None:
    year = datetime(2026, 1, 1, tzinfo=JAKARTA)
    day = datetime(2026, 11, 20, tzinfo=JAKARTA)
    rows = [CeilingFact(1050, 10, year), CeilingFact(1100, 10, day)]
    product = ProductFact(uuid4(), "Cetirizine", "bebas", "standard", "fefo", True, ceilings=rows)
    second = timedelta(seconds=1)
    assert product.ceiling_at(year - second) is None
    assert product.ceiling_at(day - second) == rows[0]
    assert product.ceiling_at(day) == rows[1]


def test_of_two_hets_from_the_same_instant_the_later_recorded_holds() -> None:
    day = datetime(2026, 11, 20, tzinfo=JAKARTA)
    rows = [CeilingFact(1050, 10, day), CeilingFact(1100, 10, day)]
    product = ProductFact(uuid4(), "Cetirizine", "bebas", "standard", "fefo", True, ceilings=rows)
    assert product.ceiling_at(day) == rows[1]
