"""A shop with a pharmacist and a cashier."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from theriac.core.actor import Actor


@pytest.fixture
def pharmacist(shop: Shop) -> Actor:
    return add_staff("pharmacist", shop.branch_id)


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id)
