"""Keys of prescribing systems: of one system of the branch, for days that are days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.support.eprescriptions import a_key, a_system
from tests.support.shop import Shop
from theriac.domains.eprescriptions.commands.keys import revoke_key
from theriac.domains.eprescriptions.commands.systems import end_system
from theriac.domains.eprescriptions.models import SystemKey
from theriac.domains.eprescriptions.problems import EPrescriptionUnknown, SystemRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-06")]


def test_a_key_is_of_one_system_for_some_years(shop: Shop) -> None:
    system = a_system(shop)
    other = a_system(shop, "urn:oid:1.2.3", Ed25519PrivateKey.generate())
    with pytest.raises(SystemRefused):
        a_key(shop, other)
    for days in (
        {"valid_until": shop.today - timedelta(days=1)},
        {"valid_until": shop.today + timedelta(days=3000)},
    ):
        with pytest.raises(SystemRefused) as refused:
            a_key(shop, other, Ed25519PrivateKey.generate(), **days)
        assert refused.value.field == "valid_until"
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    key = SystemKey.objects.get(system_id=system)
    with pytest.raises(EPrescriptionUnknown):
        revoke_key(**at, system_id=other, key_id=key.id)
    revoke_key(**at, system_id=system, key_id=key.id)
    with pytest.raises(EPrescriptionUnknown):
        revoke_key(**at, system_id=system, key_id=key.id)
    end_system(**at, system_id=system)
    with pytest.raises(EPrescriptionUnknown):
        end_system(**at, system_id=system)
