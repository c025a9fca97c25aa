"""Hashes of names are renewed when there is a new key for them."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from tests.support.staff import keep
from theriac.core.privacy.keyed_hashes import drop_hash_keys, make_hash_key
from theriac.domains.accounts.commands.names import renew_all
from theriac.domains.accounts.commands.people import add_person
from theriac.domains.accounts.models import User
from theriac.domains.accounts.problems import NameTaken
from theriac.domains.accounts.queries.links import person_to_mail

pytestmark = pytest.mark.django_db


def test_a_new_key_takes_over_while_people_sign_in(shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    keep(dewi.id, email="dewi@apotek.example")
    number = make_hash_key()
    assert User.objects.named("Dewi") is not None
    with pytest.raises(NameTaken):
        add_person(actor=shop.owner, username="DEWI", display_name="D", password="kunci-pertama-8")
    assert renew_all() == 2
    assert renew_all() == 0
    drop_hash_keys(number)
    assert User.objects.named("Dewi") is not None
    assert person_to_mail("DEWI@apotek.example") == dewi.id
