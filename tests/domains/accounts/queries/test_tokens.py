"""An access token holds only as signed, for us, in time, for a live account."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import PASSWORD, Shop, add_staff
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.accounts.commands.people import choose_password, set_person_active
from theriac.domains.accounts.commands.tokens.refresh import sign_out
from theriac.domains.accounts.commands.tokens.sign_in import Tokens, sign_in
from theriac.domains.accounts.queries.tokens import (
    actor_of_access_token,
    newest_signing_key,
    private_key_of,
)
from theriac.domains.sales.permissions import SELL

SOMEBODY = "0199a000-0000-7000-8000-00000000000b"
pytestmark = pytest.mark.django_db


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id)


def tokens(person: Actor) -> Tokens:
    return sign_in(actor=person, client_id=uuid4(), client_name="")


def signed_anew(token: str, *, header: dict[str, Any] | None = None, **claims: Any) -> str:
    """The same token with other claims or header, signed with our own key."""
    key = newest_signing_key()
    assert key is not None
    body = jwt.decode(token, options={"verify_signature": False}) | claims
    body = {name: value for name, value in body.items() if value is not None}
    head = {"kid": key.key_id, "typ": "at+jwt"} | (header or {})
    return jwt.encode(body, private_key_of(key), algorithm="EdDSA", headers=head)


@pytest.mark.rows("SEC-08")
def test_it_opens_what_the_person_may_in_two_reads(shop: Shop, cashier: Actor) -> None:
    token = tokens(cashier).access_token
    with CaptureQueriesContext(connection) as reads:
        actor = actor_of_access_token(token)

    assert len(reads) == 2
    assert actor is not None
    assert (actor.id, actor.name, actor.branch_id) == (cashier.id, "Cashier", shop.branch_id)
    assert actor.may(SELL, shop.branch_id)
    assert not actor.may(SELL)


@pytest.mark.rows("SEC-08")
@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "another"},
        {"aud": "another"},
        {"iss": None},
        {"aud": None},
        {"sub": "x"},
        {"sub": SOMEBODY},
        {"sid": SOMEBODY},
        {"exp": 1},
        {"exp": "soon"},
        {"exp": None},
        {"iat": 4_000_000_000, "exp": 4_000_000_600},
        {"jti": None},
    ],
    ids=str,
)
def test_a_claim_that_isnt_ours_is_refused(cashier: Actor, claims: dict[str, Any]) -> None:
    token = tokens(cashier).access_token
    assert actor_of_access_token(signed_anew(token)) is not None
    assert actor_of_access_token(signed_anew(token, **claims)) is None


@pytest.mark.rows("SEC-08")
def test_another_key_algorithm_or_type_is_refused(cashier: Actor) -> None:
    token = tokens(cashier).access_token
    head, body, signature = token.split(".")
    key = newest_signing_key()
    assert key is not None
    claims = jwt.decode(token, options={"verify_signature": False})
    ours = {"kid": key.key_id, "typ": "at+jwt"}
    stranger = jwt.encode(claims, Ed25519PrivateKey.generate(), "EdDSA", headers=ours)
    by_public = jwt.encode(claims, key.public_key, "HS256", headers=ours)
    none = urlsafe_b64encode(b'{"alg":"none","typ":"at+jwt","kid":"%b"}' % key.key_id.encode())

    for forged in (
        stranger,
        by_public,
        f"{none.decode().rstrip('=')}.{body}.",
        f"{head}.{body}.",
        f"{head}.{body}.{signature[:-4]}AAAA",
        signed_anew(token, header={"typ": "JWT"}),
        signed_anew(token, header={"kid": "k-unknown"}),
        token + "x" * 2000,
        "eyJ",
        "a.b.c",
        "",
    ):
        assert actor_of_access_token(forged) is None, forged


def test_it_ends_after_ten_minutes(cashier: Actor) -> None:
    token = tokens(cashier).access_token
    now = clock.now()
    with clock.at(now + timedelta(minutes=9, seconds=50)):
        assert actor_of_access_token(token) is not None
    with clock.at(now + timedelta(minutes=10, seconds=1)):
        assert actor_of_access_token(token) is None


@pytest.mark.rows("SEC-08")
@pytest.mark.parametrize("what", ["signed out", "closed", "new password"])
def test_it_opens_nothing_once_the_sign_in_or_account_ended(
    shop: Shop, cashier: Actor, what: str
) -> None:
    given = tokens(cashier)
    if what == "signed out":
        sign_out(given.refresh_token)
    elif what == "closed":
        set_person_active(actor=shop.owner, user_id=cashier.id, active=False)
    else:
        choose_password(actor=cashier, password=f"{PASSWORD}-baru")

    assert actor_of_access_token(given.access_token) is None


def test_it_ends_with_its_family(cashier: Actor, settings: Any) -> None:
    settings.ACCESS_TOKEN_MINUTES = 60 * 24 * 40
    token = tokens(cashier).access_token
    with clock.at(clock.now() + timedelta(days=30, seconds=1)):
        assert actor_of_access_token(token) is None
