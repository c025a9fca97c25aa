"""A newer key for hashes: telephone numbers are found all the while."""

from __future__ import annotations

import pytest

from tests.support.loyalty import a_member
from tests.support.shop import Shop
from theriac.core.privacy.keyed_hashes import drop_hash_keys, make_hash_key
from theriac.domains.loyalty.commands.renew import renew_all
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.loyalty.queries import loyalty_standing

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]


def found(shop: Shop, **by: object) -> LoyaltyMember | None:
    standing = loyalty_standing(actor=shop.owner, branch_id=shop.branch_id, **by)  # type: ignore[arg-type]
    return LoyaltyMember.objects.get(id=standing.id) if standing else None


def test_a_newer_key_finds_it_too(shop: Shop) -> None:
    member = a_member(shop)
    number = make_hash_key()
    assert found(shop, phone="081234567890") == member
    assert (renew_all(), renew_all()) == (1, 0)
    drop_hash_keys(number)
    assert found(shop, phone="081234567890") == member
