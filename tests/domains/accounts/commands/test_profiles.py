"""Contact is kept under the person's own key; each changes their own, who manages the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.orphans import orphans
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.accounts.commands.profiles import change_own_profile, change_profile
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.profiles import get_profile

pytestmark = pytest.mark.django_db
PHONE = "0812 9999 1234"


@pytest.fixture
def dewi(shop: Shop) -> Actor:
    return add_staff("cashier", shop.branch_id, "dewi")


@pytest.mark.rows("SEC-02")
def test_ones_own_contact_is_changed_encrypted_and_not_on_the_trail(dewi: Actor) -> None:
    change_own_profile(actor=dewi, phone=f" {PHONE} ", language="id")

    profile = get_profile(dewi.id)
    assert profile is not None
    assert (profile.phone, profile.new_email) == (PHONE, "")
    assert User.objects.get(id=dewi.id).language == "id"
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_staff_profile")
        [(kept,)] = cursor.fetchall()
    assert kept.startswith(f"1.{dewi.id.hex}.")
    assert PHONE not in kept
    record = AuditRecord.objects.get(command="accounts.change_own_profile")
    assert record.facts == {"names": ["phone", "language"]}


@pytest.mark.rows("SEC-02")
def test_who_manages_the_staff_changes_name_and_branch_too(shop: Shop, dewi: Actor) -> None:
    kept = {"phone": PHONE, "language": "", "home_id": shop.branch_id}
    change_profile(actor=shop.owner, user_id=dewi.id, display_name=" Dewi  Lestari ", **kept)

    profile = get_profile(dewi.id)
    assert profile is not None
    assert (User.objects.get(id=dewi.id).display_name, profile.branch_id) == (
        "Dewi Lestari",
        shop.branch_id,
    )
    there = add_staff("administrator", second_branch(shop), "there")
    with pytest.raises(NotFound):
        change_profile(actor=there, user_id=dewi.id, display_name="X", **kept)
    with pytest.raises(NotPermitted):
        change_profile(actor=dewi, user_id=dewi.id, display_name="X", **kept)
    administrator = add_staff("administrator", None, "admin")
    with pytest.raises(NotPermitted, match="more permissions than you"):
        change_profile(actor=administrator, user_id=shop.owner.id, display_name="X", **kept)


@pytest.mark.parametrize(
    ("phone", "language", "field"),
    [("call me", "", "phone"), ("1" * 41, "", "phone"), ("", "xx", "language")],
)
def test_what_is_no_number_and_no_language_is_refused(
    dewi: Actor, phone: str, language: str, field: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        change_own_profile(actor=dewi, phone=phone, language=language)

    assert list(refused.value.errors) == [field]


def test_the_sweep_of_left_over_keys_leaves_those_of_the_staff(dewi: Actor) -> None:
    with clock.at(clock.now() + timedelta(days=3)):
        change_own_profile(actor=dewi, phone=PHONE, language="")

        assert dewi.id not in orphans()

    profile = get_profile(dewi.id)
    assert profile is not None
    assert profile.phone == PHONE
