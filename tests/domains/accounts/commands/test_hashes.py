"""Names are hashed anew under a new key, and a password at its next sign-in where it got dearer."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import get_hasher
from django.test import Client

from tests.support.shop import PASSWORD, Shop, add_staff
from tests.support.staff import keep
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.keyed_hashes import drop_hash_keys, make_hash_key
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.commands.hashes import hash_anew, renew_all
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


@pytest.fixture
def dearer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an update that made hashing dearer."""
    monkeypatch.setattr(get_hasher(), "memory_cost", 16)


def kept(shop: Shop) -> str:
    return str(User.objects.values_list("password", flat=True).get(id=shop.owner.id))


@pytest.mark.rows("SEC-06")
def test_signing_in_hashes_anew_by_a_command_of_the_persons_own(shop: Shop, dearer: None) -> None:
    seen = kept(shop)
    browser = Client()
    typed = {"login": "owner", "password": PASSWORD}
    assert browser.post("/accounts/login/", typed).status_code == 302
    assert browser.get("/me/").status_code == 200
    assert "$m=16,t=1,p=1$" in kept(shop) != seen
    record = AuditRecord.objects.filter(object_id=shop.owner.id).latest("recorded_at")
    assert (record.command, record.actor_id) == ("accounts.hash_anew", shop.owner.id)
    assert [one.violations for one in run_checks(["changes.chain"])] == [()]


def test_a_wrong_password_hashes_nothing_anew(shop: Shop, dearer: None) -> None:
    seen = kept(shop)
    Client().post("/accounts/login/", {"login": "owner", "password": "not this one"})
    assert kept(shop) == seen


def test_whoever_may_not_sign_in_keeps_what_they_had(shop: Shop, dearer: None) -> None:
    User.objects.filter(id=shop.owner.id).update(is_active=False)
    seen = kept(shop)
    assert User.objects.get(id=shop.owner.id).check_password(PASSWORD)
    assert kept(shop) == seen


def test_a_password_that_was_changed_meanwhile_stays(shop: Shop) -> None:
    seen = kept(shop)
    assert hash_anew(actor=shop.owner, seen=f"{seen}?", password="an earlier one 7") == seen
    assert kept(shop) == seen
