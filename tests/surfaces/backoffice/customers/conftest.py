"""A shop whose customers may register."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.customers import turn_on
from tests.support.shop import Shop, open_shop


@pytest.fixture
def shop(db: None, settings: Any) -> Shop:
    opened = open_shop()
    turn_on(opened, settings)
    return opened
