"""A restored pharmacy opens what its counters sealed, where it has the secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.support.emptying import empty_database
from tests.support.shop import Shop, open_shop
from theriac.core.sealing.sealed import place_of, seal
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.models import SealingKey
from theriac.domains.organisation.queries.sealing_keys import newest_key, open_sealed
from theriac.surfaces.operations.backups.backup import write_backup
from theriac.surfaces.operations.backups.restore import restore_backup

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = ["e" * 40]


def sealed_text(shop: Shop) -> str:
    key = newest_key(shop.branch_id)
    assert key is not None
    return seal(b"names", key.public_key, place_of("ground", [shop.branch_id]))


def opened(shop: Shop, text: str) -> list[bytes]:
    return open_sealed(shop.branch_id, "ground", [(text, [])])


def violations() -> list[str]:
    return [v.sentence for result in run_checks() for v in result.violations]


def test_with_the_same_secret_it_opens(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    shop = open_shop()
    text = sealed_text(shop)
    backup = write_backup(tmp_path / "backups")
    empty_database()
    restore_backup(backup)
    assert opened(shop, text) == [b"names"]
    assert SealingKey.objects.count() == 1
    assert violations() == []


def test_elsewhere_counters_get_a_new_key_until_the_secret_comes(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    shop = open_shop()
    text = sealed_text(shop)
    backup = write_backup(tmp_path / "backups")
    empty_database()
    own = list(settings.SEALING_SECRETS)
    with override_settings(SEALING_SECRETS=ELSEWHERE):
        restore_backup(backup)
        assert SealingKey.objects.count() == 2
        assert opened(shop, sealed_text(shop)) == [b"names"]
        assert violations() == []
    with override_settings(SEALING_SECRETS=[*ELSEWHERE, *own]):
        assert opened(shop, text) == [b"names"]
