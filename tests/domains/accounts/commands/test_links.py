"""A link lets a person choose a password once, in time; another ends it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.shop import PASSWORD, Shop, add_staff
from tests.support.staff import keep
from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.accounts.commands.links import (
    invite_person,
    make_reset_link,
    use_link,
)
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.accounts.jobs import keep_tokens
from theriac.domains.accounts.models import AccountLink, SigningKey, User
from theriac.domains.accounts.problems import LinkEnded, WeakPassword
from theriac.domains.accounts.queries.links import live_link, person_to_mail

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OWN = "tiga kucing di atap rumah"


@pytest.fixture
def cashier(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id)


def test_an_invitation_lets_its_person_choose_a_password_once(shop: Shop, cashier: Actor) -> None:
    issued = invite_person(actor=shop.owner, user_id=cashier.id)
    link = live_link(issued.secret)
    assert link is not None
    assert issued.secret not in str(AccountLink.objects.values().get())

    with pytest.raises(WeakPassword):
        use_link(actor=cashier, link_id=link.id, password="pharmacy1")
    use_link(actor=cashier, link_id=link.id, password=OWN)

    user = User.objects.get(id=cashier.id)
    assert user.check_password(OWN)
    assert not user.must_change_password
    assert live_link(issued.secret) is None
    with pytest.raises(LinkEnded):
        use_link(actor=cashier, link_id=link.id, password=f"{OWN} lain")
    used = AuditRecord.objects.get(command="accounts.use_link", object_kind="accounts.link")
    assert (used.actor_id, used.reason) == (cashier.id, "invitation used")


@pytest.mark.parametrize(("days", "holds"), [(6.99, True), (7, False)])
def test_an_invitation_ends_after_seven_days(
    shop: Shop, cashier: Actor, days: float, holds: bool
) -> None:
    with clock.at(NOON):
        secret = invite_person(actor=shop.owner, user_id=cashier.id).secret
    with clock.at(NOON + timedelta(days=days)):
        assert (live_link(secret) is not None) == holds


def test_a_new_link_ends_the_one_before_and_a_closed_account_all(
    shop: Shop, cashier: Actor
) -> None:
    first = invite_person(actor=shop.owner, user_id=cashier.id).secret
    second = make_reset_link(actor=SYSTEM, user_id=cashier.id).secret

    assert live_link(first) is None
    assert live_link(second) is not None
    set_person_active(actor=shop.owner, user_id=cashier.id, active=False)
    assert live_link(second) is None
    with pytest.raises(NotFound):
        invite_person(actor=shop.owner, user_id=cashier.id)


def test_nobody_invites_who_may_more_and_nobody_uses_anothers_link(
    shop: Shop, cashier: Actor
) -> None:
    administrator = add_staff("administrator", None)
    with pytest.raises(NotPermitted):
        invite_person(actor=administrator, user_id=shop.owner.id)
    with pytest.raises(NotPermitted):
        invite_person(actor=cashier, user_id=administrator.id)

    invite_person(actor=shop.owner, user_id=cashier.id)
    with pytest.raises(AccountLink.DoesNotExist):
        use_link(actor=shop.owner, link_id=AccountLink.objects.get().id, password=OWN)


def test_links_are_forgotten_a_month_after_their_end(shop: Shop, cashier: Actor) -> None:
    with clock.at(NOON):
        invite_person(actor=shop.owner, user_id=cashier.id)
    with clock.at(NOON + timedelta(days=36)):
        keep_tokens.call()
        assert AccountLink.objects.count() == 1
    with clock.at(NOON + timedelta(days=38)):
        keep_tokens.call()
    assert AccountLink.objects.count() == 0
    assert SigningKey.objects.count() == 1


def test_a_forgotten_password_is_mailed_to_one_person_with_an_address(
    shop: Shop, cashier: Actor
) -> None:
    assert person_to_mail("cashier") is None
    keep(cashier.id, email="siti@apotek.example")

    assert person_to_mail("CASHIER") == cashier.id
    assert person_to_mail("Siti@apotek.example") == cashier.id
    assert person_to_mail("") is None
    keep(shop.owner.id, email="siti@apotek.example")
    assert person_to_mail("siti@apotek.example") is None


def test_a_long_password_of_any_letters_counts_to_its_end(cashier: Actor, shop: Shop) -> None:
    long = "жирафы пьют чай 茶 🦒 " * 12
    invite_person(actor=shop.owner, user_id=cashier.id)
    use_link(actor=cashier, link_id=AccountLink.objects.get().id, password=long)

    user = User.objects.get(id=cashier.id)
    assert user.password.startswith("argon2$argon2id$")
    assert user.check_password(long)
    assert not user.check_password(long[:-1])
    assert PASSWORD not in user.password
