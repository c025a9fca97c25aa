"""A store and a key of its own for each test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.books import sealed_shop, sell
from theriac.core.seal.models import SealHead
from theriac.core.seal.passes import seal_once
from theriac.domains.catalog.models import Product


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> Path:
    settings.SEAL_STORE = tmp_path / "store"
    settings.SEAL_KEY = "07" * 32
    return tmp_path / "store"


@pytest.fixture
def books(store: Path) -> Path:
    """Books with two heads; the store's folder."""
    shop = sealed_shop(2)
    sell(shop, Product.objects.get().id)
    seal_once()
    assert SealHead.objects.count() == 2
    return store
