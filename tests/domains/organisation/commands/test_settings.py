"""Settings change with who, when, before and after."""

from __future__ import annotations

import pytest

from tests.support.shop import open_shop
from theriac.core.problems import Stale, Unprocessable
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.models import PharmacySettings, SettingsChange

pytestmark = pytest.mark.django_db


def test_a_change_keeps_before_and_after() -> None:
    shop = open_shop()

    version = change_settings(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        version=1,
        changes={"expiry_look_days": 120, "receipt_footer": "Terima kasih"},
    )

    change = SettingsChange.objects.get()
    assert (version, PharmacySettings.objects.get().expiry_look_days) == (2, 120)
    assert change.before == {"expiry_look_days": 90, "receipt_footer": ""}
    assert change.after == {"expiry_look_days": 120, "receipt_footer": "Terima kasih"}
    assert change.changed_by == shop.owner.id


def test_a_stale_change_and_an_unknown_name_are_refused() -> None:
    shop = open_shop()

    with pytest.raises(Stale):
        change_settings(actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=9, changes={})
    with pytest.raises(Unprocessable):
        change_settings(
            actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=1, changes={"colour": 1}
        )
