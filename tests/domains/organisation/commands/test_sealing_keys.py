"""Branches have a key to seal to; old keys go on opening, under whatever secret is the newest."""

from __future__ import annotations

import pytest
from django.test import override_settings

from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.core.sealing import at_rest
from theriac.core.sealing.encoding import CantOpen
from theriac.core.sealing.sealed import place_of, seal
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.organisation.commands.sealing_keys import (
    ensure_sealing_key,
    keep_sealing_keys,
    make_sealing_key,
)
from theriac.domains.organisation.models import SealingKey
from theriac.domains.organisation.queries.sealing_keys import newest_key, open_sealed, opens_here

pytestmark = pytest.mark.django_db
OLD, NEW = "o" * 40, "n" * 40


def sealed_for(shop: Shop, content: bytes = b"names") -> str:
    key = newest_key(shop.branch_id)
    assert key is not None
    place = place_of("ground", [shop.branch_id, shop.owner.id])
    return seal(content, key.public_key, place)


def opened(shop: Shop, *texts: str) -> list[bytes]:
    return open_sealed(shop.branch_id, "ground", [(text, [shop.owner.id]) for text in texts])


def violations() -> list[str]:
    return [v.code for result in run_checks(["organisation.sealing"]) for v in result.violations]


def test_a_branch_opens_with_a_key(shop: Shop) -> None:
    key = newest_key(shop.branch_id)
    assert key is not None
    assert opens_here(key)
    assert opened(shop, sealed_for(shop)) == [b"names"]
    assert violations() == []


def test_the_private_key_isnt_readable_in_its_row(shop: Shop) -> None:
    key = SealingKey.objects.get()
    elsewhere = SealingKey(
        branch_id=key.branch_id,
        key_id="0" * 32,
        public_key=key.public_key,
        private_key=key.private_key,
    )
    assert opens_here(key)
    assert not opens_here(elsewhere)


def test_an_older_key_goes_on_opening(shop: Shop) -> None:
    before = sealed_for(shop)
    key_id = make_sealing_key(actor=shop.owner, branch_id=shop.branch_id, reason="copied disk")
    newest = newest_key(shop.branch_id)
    assert newest is not None
    assert newest.key_id == key_id
    assert before.split(".")[1] != key_id == sealed_for(shop).split(".")[1]
    assert opened(shop, before, sealed_for(shop, b"later")) == [b"names", b"later"]
    records = AuditRecord.objects.filter(object_kind="organisation.sealing_key")
    assert [one.reason for one in records.order_by("recorded_at", "id")] == ["first", "copied disk"]


def test_only_who_manages_terminals_makes_one(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id, "dewi")
    with pytest.raises(NotPermitted):
        make_sealing_key(actor=cashier, branch_id=shop.branch_id, reason="why not")


def test_a_key_that_is_there_and_opens_is_kept(shop: Shop) -> None:
    records = AuditRecord.objects.count()
    ensure_sealing_key(actor=SYSTEM, branch_id=shop.branch_id)
    keep_sealing_keys(actor=SYSTEM)
    assert SealingKey.objects.count() == 1
    assert AuditRecord.objects.count() == records


def test_a_branch_without_one_gets_one(shop: Shop) -> None:
    SealingKey.objects.all().delete()
    assert violations() == ["organisation.sealing_key_missing"]
    keep_sealing_keys(actor=SYSTEM)
    assert opened(shop, sealed_for(shop)) == [b"names"]
    assert violations() == []


def test_a_key_of_another_branch_opens_nothing_here(shop: Shop) -> None:
    text = sealed_for(shop)
    elsewhere = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code="KMG",
        name="Kemang",
        time_zone="Asia/Jakarta",
    )
    SealingKey.objects.update(branch_id=elsewhere)
    with pytest.raises(CantOpen):
        opened(shop, text)


def test_the_secret_is_changed_without_losing_a_key() -> None:
    with override_settings(SEALING_SECRETS=[OLD]):
        shop = open_shop()
        text = sealed_for(shop)
    with override_settings(SEALING_SECRETS=[NEW, OLD]):
        keep_sealing_keys(actor=SYSTEM)
        assert SealingKey.objects.count() == 1
        assert at_rest.is_newest(SealingKey.objects.get().private_key)
    with override_settings(SEALING_SECRETS=[NEW]):
        assert opened(shop, text) == [b"names"]
        assert violations() == []


def test_without_its_secret_counters_get_a_new_key_and_the_old_one_waits() -> None:
    with override_settings(SEALING_SECRETS=[OLD]):
        shop = open_shop()
        text = sealed_for(shop)
    with override_settings(SEALING_SECRETS=[NEW]):
        assert violations() == ["organisation.sealing_key_shut"]
        keep_sealing_keys(actor=SYSTEM)
        assert violations() == []
        with pytest.raises(CantOpen):
            opened(shop, text)
        assert opened(shop, sealed_for(shop)) == [b"names"]
    with override_settings(SEALING_SECRETS=[NEW, OLD]):
        assert opened(shop, text) == [b"names"]


def test_a_damaged_row_keeps_nothing_from_starting() -> None:
    shop = open_shop()
    SealingKey.objects.update(private_key="damaged")
    keep_sealing_keys(actor=SYSTEM)
    assert SealingKey.objects.count() == 2
    assert opened(shop, sealed_for(shop)) == [b"names"]
