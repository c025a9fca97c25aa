"""Withdrawing a counselling: with a reason, once, and it stays to be read."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.counselling import counsel, counselling_of
from tests.support.shop import Shop
from theriac.core.problems import Stale
from theriac.domains.counselling.commands.withdraw import withdraw_counselling
from theriac.domains.counselling.problems import (
    CounsellingRefused,
    CounsellingUnknown,
    CounsellingWithdrawn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-17")]


def test_it_is_withdrawn_once_with_its_reason(shop: Shop) -> None:
    made = counsel(shop)
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "counselling_id": made}
    with pytest.raises(CounsellingRefused):
        withdraw_counselling(**at, version=1, reason_code="bored")
    with pytest.raises(Stale):
        withdraw_counselling(**at, version=7, reason_code="mistake")
    with pytest.raises(CounsellingUnknown):
        withdraw_counselling(**{**at, "counselling_id": uuid4()}, version=1, reason_code="mistake")
    assert withdraw_counselling(**at, version=1, reason_code="patient") == 2
    for _again in range(2):
        with pytest.raises(CounsellingWithdrawn):
            withdraw_counselling(**at, version=2, reason_code="patient")
    kept = counselling_of(made)
    assert (kept.state, kept.codes, kept.withdrawn_why) == (
        "withdrawn",
        ["use", "effects"],
        "patient",
    )
