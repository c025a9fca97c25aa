"""API keys: shown once, kept as a keyed hash, revocable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.accounts.commands.api_keys import issue_api_key, revoke_api_key
from theriac.domains.accounts.models import ApiKey
from theriac.domains.accounts.queries.actors import find_api_client
from theriac.domains.sales.permissions import SELL

pytestmark = pytest.mark.django_db


def issue(shop: Shop, role_code: str = "cashier") -> str:
    return issue_api_key(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        name="web shop",
        role_code=role_code,
    ).secret


def test_a_key_opens_its_role_at_its_branch_with_its_terminal(shop: Shop) -> None:
    client = find_api_client(issue(shop))

    assert client is not None
    assert client.actor.may(SELL, shop.branch_id)
    assert not client.actor.may(SELL)
    assert client.actor.terminal_id == shop.api_terminal_id


def test_the_secret_itself_is_nowhere_in_the_database(shop: Shop) -> None:
    secret = issue(shop)

    key = ApiKey.objects.get()
    assert secret not in (key.secret_hash, key.hint, key.name)
    assert secret.startswith(key.hint)


def test_a_revoked_or_wrong_key_opens_nothing(shop: Shop) -> None:
    secret = issue(shop)
    key_id = ApiKey.objects.get().id

    revoke_api_key(actor=shop.owner, branch_id=shop.branch_id, key_id=key_id)

    assert find_api_client(secret) is None
    assert find_api_client("thk_wrong") is None
    with pytest.raises(NotFound):
        revoke_api_key(actor=shop.owner, branch_id=shop.branch_id, key_id=key_id)


def test_the_right_is_asked_at_the_keys_branch(shop: Shop) -> None:
    issue(shop)
    key_id = ApiKey.objects.get().id
    there = second_branch(shop)
    theirs = add_staff("administrator", there)

    with pytest.raises(NotPermitted):
        revoke_api_key(actor=theirs, branch_id=shop.branch_id, key_id=key_id)
    with pytest.raises(NotFound):
        revoke_api_key(actor=theirs, branch_id=there, key_id=key_id)
    assert ApiKey.objects.get().revoked_at is None

    here = add_staff("administrator", shop.branch_id, "here")
    elsewhere = replace(here, branch_id=there)
    revoke_api_key(actor=elsewhere, branch_id=shop.branch_id, key_id=key_id)
    assert ApiKey.objects.get().revoked_at is not None


def test_an_unknown_role_is_refused(shop: Shop) -> None:
    with pytest.raises(Unprocessable):
        issue(shop, "king")
