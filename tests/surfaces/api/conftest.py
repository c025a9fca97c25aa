"""One shop with a medicine in stock, and a program that manages it."""

from __future__ import annotations

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program, program


@pytest.fixture
def manager(shop: Shop) -> Program:
    return program(shop)


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    return medicine
