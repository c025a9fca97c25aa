"""Limits per patient are set once for a thing, and ended with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.shop import Shop
from theriac.core.problems import Conflict, Stale, Unprocessable
from theriac.domains.controlled.commands.limits import (
    LimitWish,
    end_dispensing_limit,
    set_dispensing_limit,
)
from theriac.domains.controlled.ids import DispensingLimitId
from theriac.domains.controlled.problems import LimitStands

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CTL-07")]


def test_one_limit_of_a_thing_stands_until_it_is_ended(shop: Shop) -> None:
    wish = LimitWish(substance="Codeine", units=30, days=7)
    limit_id = DispensingLimitId(set_dispensing_limit(actor=shop.owner, wish=wish))
    again = LimitWish(substance=" codeine", units=10, days=1)
    with pytest.raises(LimitStands):
        set_dispensing_limit(actor=shop.owner, wish=again)
    ended: dict[str, Any] = {"actor": shop.owner, "dispensing_limit_id": limit_id}
    with pytest.raises(Stale):
        end_dispensing_limit(**ended, version=4, reason="changed")
    with pytest.raises(Unprocessable):
        end_dispensing_limit(**ended, version=1, reason="")
    end_dispensing_limit(**ended, version=1, reason="changed")
    with pytest.raises(Conflict):
        end_dispensing_limit(**ended, version=None, reason="changed")
    set_dispensing_limit(actor=shop.owner, wish=wish)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, "substance"),
        ({"legal_class": "narkotika", "substance": "codeine"}, "substance"),
        ({"legal_class": "bebas"}, "legal_class"),
        ({"substance": "codeine", "units": 0}, "units"),
        ({"substance": "codeine", "days": 367}, "days"),
    ],
)
def test_what_makes_no_limit_is_refused(shop: Shop, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Unprocessable) as refused:
        set_dispensing_limit(actor=shop.owner, wish=LimitWish(**{"units": 1, "days": 1, **facts}))
    assert refused.value.field == field
