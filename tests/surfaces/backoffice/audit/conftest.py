"""A shop that works, and who may see its trail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.support.shop import Shop, add_staff, open_shop
from theriac.domains.accounts.models import User


@pytest.fixture
def shop(db: None, settings: Any, tmp_path: Path) -> Shop:
    settings.SEAL_STORE = tmp_path / "store"
    settings.SEAL_KEY = "07" * 32
    return open_shop()


@pytest.fixture
def auditor(shop: Shop) -> Client:
    """Somebody who sees the trail of every branch."""
    add_staff("auditor", None, "inspector")
    client = Client()
    client.force_login(User.objects.get_by_natural_key("inspector"))
    return client
