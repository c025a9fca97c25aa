"""Signing keys change by themselves; what an older one signed holds until it ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.accounts.commands.tokens.sign_in import sign_in
from theriac.domains.accounts.commands.tokens.signing_keys import (
    keep_signing_keys,
    withdraw_signing_keys,
)
from theriac.domains.accounts.models import SigningKey
from theriac.domains.accounts.queries.tokens import (
    actor_of_access_token,
    opens_here,
    published_keys,
)

pytestmark = pytest.mark.django_db


def access(shop: Shop) -> str:
    return sign_in(actor=shop.owner, client_id=uuid4(), client_name="").access_token


@pytest.mark.rows("SEC-08")
def test_a_token_of_the_key_before_holds_until_it_ends_and_then_the_key_goes(shop: Shop) -> None:
    start = clock.now()
    with clock.at(start):
        access(shop)
    with clock.at(start + timedelta(days=91)):
        before = access(shop)
        (older,) = published_keys()
        newer = keep_signing_keys(actor=SYSTEM)
        assert [key.key_id for key in published_keys()] == [newer, older.key_id]
        assert keep_signing_keys(actor=SYSTEM) is None
        assert actor_of_access_token(before) is not None
        assert actor_of_access_token(access(shop)) is not None
    with clock.at(start + timedelta(days=91, hours=2)):
        keep_signing_keys(actor=SYSTEM)
        assert [key.key_id for key in published_keys()] == [newer]
        assert actor_of_access_token(before) is None


def test_a_withdrawn_key_opens_nothing_from_then_on(shop: Shop) -> None:
    before = access(shop)

    withdraw_signing_keys(actor=shop.owner, reason="the disk was stolen")

    assert actor_of_access_token(before) is None
    assert actor_of_access_token(access(shop)) is not None


def test_a_key_that_doesnt_open_here_is_followed_by_one_that_does(
    shop: Shop, settings: Any
) -> None:
    access(shop)
    settings.SEALING_SECRETS = ["another installation's secret, forty characters"]
    assert not opens_here(SigningKey.objects.get())

    assert actor_of_access_token(access(shop)) is not None


def test_the_private_key_is_locked(shop: Shop) -> None:
    access(shop)
    key = SigningKey.objects.get()
    assert key.private_key.startswith("1.")
    assert len(key.public_key) == 43
