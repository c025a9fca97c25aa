"""Whom a restored database still knows, though their key was destroyed since."""

from __future__ import annotations

from pathlib import Path

from django.test import override_settings

from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.privacy.keys import destroy_keys, make_keys, open_keys
from theriac.domains.patients.models import Erasure, Patient
from theriac.domains.patients.queries.search import find_patients


def test_whoever_has_no_key_any_more_is_forgotten_once(shop: Shop) -> None:
    gone, stays = register(shop, "Siti"), register(shop, "Budi")
    destroy_keys([gone])
    assert apply_destroyed_keys() == 1
    assert apply_destroyed_keys() == 0
    assert find_patients("siti", "62")[0] == []
    assert [row.id for row in find_patients("budi", "62")[0]] == [stays]
    assert Patient.objects.get(id=gone).erased_at is not None
    assert list(Erasure.objects.values_list("patient_id", flat=True)) == [gone]


def test_an_older_key_store_is_told_whom_the_database_erased(shop: Shop, tmp_path: Path) -> None:
    gone = register(shop, "Siti")
    destroy_keys([gone])
    apply_destroyed_keys()
    with override_settings(KEY_STORE=tmp_path / "keys.sqlite3"):
        make_keys([gone])
        assert set(open_keys([gone])) == {gone}
        apply_destroyed_keys()
        assert open_keys([gone]) == {}
