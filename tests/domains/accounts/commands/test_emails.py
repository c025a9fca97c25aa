"""Another address counts once its owner opened the link, and that link opens nothing else."""

from __future__ import annotations

import pytest
from django.core import mail

from tests.support.shop import Shop, add_staff
from tests.support.staff import keep
from theriac.core.actor import SYSTEM, Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.accounts.commands.emails import (
    ask_for_email,
    confirm_email,
    make_email_link,
)
from theriac.domains.accounts.commands.links import invite_person, use_link
from theriac.domains.accounts.jobs import mail_email_link
from theriac.domains.accounts.models import AccountLink, SecurityEvent, User
from theriac.domains.accounts.problems import LinkEnded
from theriac.domains.accounts.queries.links import live_link, person_to_mail
from theriac.domains.accounts.queries.profiles import get_profile

pytestmark = pytest.mark.django_db
OLD, NEW = "dewi@apotek.example", "dewi.lestari@apotek.example"
OWN = "tiga kucing di atap rumah"


@pytest.fixture
def dewi(shop: Shop) -> Actor:
    found = add_staff("cashier", shop.branch_id, "dewi")
    keep(found.id, email=OLD)
    return found


def waiting(person: Actor) -> str:
    profile = get_profile(person.id)
    return profile.new_email if profile else ""


@pytest.mark.rows("SEC-02")
def test_an_address_waits_until_its_link_is_opened(dewi: Actor) -> None:
    assert ask_for_email(actor=dewi, user_id=dewi.id, email=NEW)
    assert (User.objects.get(id=dewi.id).email, waiting(dewi)) == (OLD, NEW)
    assert person_to_mail(NEW) is None

    assert mail_email_link.call(str(dewi.id), "http://testserver")
    (sent,) = mail.outbox
    assert sent.to == [NEW]
    link = AccountLink.objects.get(purpose="email")
    confirm_email(actor=dewi, link_id=link.id)

    assert (User.objects.get(id=dewi.id).email, waiting(dewi)) == (NEW, "")
    assert person_to_mail(NEW) == dewi.id
    assert SecurityEvent.objects.get(kind="email_changed").user_id == dewi.id
    records = AuditRecord.objects.filter(object_id=dewi.id, reason__startswith="e-mail")
    told = [record.facts for record in records.order_by("id")]
    assert told == [{"names": ["new_email"]}, {"names": ["email"]}]
    with pytest.raises(LinkEnded):
        confirm_email(actor=dewi, link_id=link.id)
    assert not mail_email_link.call(str(dewi.id), "http://testserver")


def test_a_link_to_an_earlier_address_confirms_no_later_one(dewi: Actor) -> None:
    ask_for_email(actor=dewi, user_id=dewi.id, email="somebody@else.example")
    make_email_link(actor=SYSTEM, user_id=dewi.id)
    first = AccountLink.objects.get()

    ask_for_email(actor=dewi, user_id=dewi.id, email=NEW)

    with pytest.raises(LinkEnded):
        confirm_email(actor=dewi, link_id=first.id)
    assert User.objects.get(id=dewi.id).email == OLD


def test_its_link_opens_no_password_and_a_passwords_link_confirms_nothing(
    shop: Shop, dewi: Actor
) -> None:
    invitation = invite_person(actor=shop.owner, user_id=dewi.id)
    ask_for_email(actor=dewi, user_id=dewi.id, email=NEW)
    issued = make_email_link(actor=SYSTEM, user_id=dewi.id)

    assert live_link(issued.secret) is None
    assert live_link(invitation.secret, email=True) is None
    of_mail = live_link(issued.secret, email=True)
    of_password = live_link(invitation.secret)
    assert of_mail is not None
    assert of_password is not None
    with pytest.raises(AccountLink.DoesNotExist):
        use_link(actor=dewi, link_id=of_mail.id, password=OWN)
    with pytest.raises(LinkEnded):
        confirm_email(actor=dewi, link_id=of_password.id)
    use_link(actor=dewi, link_id=of_password.id, password=OWN)


def test_who_may_less_or_works_elsewhere_changes_no_address(shop: Shop, dewi: Actor) -> None:
    administrator = add_staff("administrator", None)
    with pytest.raises(NotPermitted):
        ask_for_email(actor=dewi, user_id=administrator.id, email=NEW)
    with pytest.raises(NotPermitted, match="more permissions than you"):
        ask_for_email(actor=administrator, user_id=shop.owner.id, email=NEW)
    with pytest.raises(NotFound):
        make_email_link(actor=SYSTEM, user_id=dewi.id)
    with pytest.raises(Unprocessable):
        ask_for_email(actor=dewi, user_id=dewi.id, email="dewi at home")


def test_the_same_address_asks_for_nothing_and_an_empty_one_is_gone_at_once(dewi: Actor) -> None:
    assert not ask_for_email(actor=dewi, user_id=dewi.id, email=OLD.upper())
    assert not ask_for_email(actor=dewi, user_id=dewi.id, email="")
    assert User.objects.get(id=dewi.id).email == ""
