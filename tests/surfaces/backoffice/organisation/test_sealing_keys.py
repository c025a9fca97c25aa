"""The branch's sealing keys: shown, and a new one made with a reason."""

from __future__ import annotations

from django.test import Client, override_settings

from tests.support.backoffice import client_of
from tests.support.shop import Shop
from theriac.domains.organisation.models import SealingKey


def test_a_new_key_is_made_with_a_reason(owner: Client, shop: Shop) -> None:
    first = SealingKey.objects.get().key_id
    assert first[:8] in owner.get("/terminals/keys/").text
    assert owner.post("/terminals/keys/", {"reason": ""}).status_code == 422
    made = owner.post("/terminals/keys/", {"reason": "a disk was copied"}, follow=True).text
    newest = SealingKey.objects.order_by("-made_at", "-id").first()
    assert newest is not None
    assert made.index(newest.key_id[:8]) < made.index(first[:8])
    assert "a disk was copied" in made
    assert "Used by counters" in made
    assert "For older prescriptions only" in made


def test_a_key_that_doesnt_open_here_is_named(owner: Client) -> None:
    with override_settings(SEALING_SECRETS=["e" * 40]):
        assert "Can&#x27;t be used here" in owner.get("/terminals/keys/").text


def test_a_cashier_sees_none(shop: Shop) -> None:
    assert client_of(shop, "cashier").get("/terminals/keys/").status_code == 403
