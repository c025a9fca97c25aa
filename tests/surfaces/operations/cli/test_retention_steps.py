"""Retention on the command line: what is due, who is restricted until when, by number alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domains.sales.test_holds import named, sell
from tests.support.patients import register
from tests.support.shop import open_shop
from theriac.countries.retention import years
from theriac.domains.patients.commands.restrict import request_erasure
from theriac.surfaces.operations.cli.retention_steps import listed


@pytest.mark.django_db
def test_who_is_restricted_is_listed_with_date_and_reason() -> None:
    shop = open_shop()
    one, other = register(shop, "Siti"), register(shop, "Wati")
    sell(shop, one, "keras", seen=True)
    by_law, by_hand = (shop.today + timedelta(days=days) for days in (years(5), 9))
    request_erasure(**named(shop, one))
    request_erasure(**named(shop, other), keep_until=by_hand)

    lines = [line.strip() for line in listed()]

    assert "2  patients are restricted and erased on a date" in lines
    assert f"{one} on {by_law}: sales.prescriptions until {by_law}" in lines
    assert f"{other} on {by_hand}: a date given by hand" in lines
    assert "Siti" not in str(lines)
