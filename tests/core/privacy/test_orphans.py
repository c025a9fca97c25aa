"""Keys that belong to nobody go after a day; many at once are left alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, open_shop
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.privacy import orphans
from theriac.core.privacy.keys import make_keys, open_keys
from theriac.core.privacy.periods import ready_owner
from theriac.core.privacy.ports import KeyStore
from theriac.domains.patients.models import Patient


@pytest.fixture
def shop(db: None, own_store: KeyStore) -> Shop:
    return open_shop()


@pytest.mark.real_time
def test_a_rolled_back_registration_leaves_no_key_behind(
    shop: Shop, own_store: KeyStore, monkeypatch: Any
) -> None:
    stays = register(shop, "Siti")
    month = ready_owner("test", clock.now())
    lost = new_id()
    make_keys([lost])  # and its row never commits

    assert orphans.sweep() == {"orphans": 0, "swept": 0}
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        assert orphans.sweep() == {"orphans": 1, "swept": 1}

    assert set(open_keys([stays, month, lost])) == {stays, month}
    assert own_store.destroyed() == []
    assert Patient.objects.get(id=stays).names == "Siti"


@pytest.mark.real_time
def test_many_orphans_are_an_older_database_and_left_alone(shop: Shop, own_store: KeyStore) -> None:
    lost = [new_id() for _ in range(orphans.MOST + 1)]
    make_keys(lost)
    with clock.at(clock.now() + timedelta(days=2)):
        assert orphans.sweep() == {"orphans": len(lost), "swept": 0}
    assert len(open_keys(lost)) == len(lost)
