"""On whom one may act: equals of one's own branch, nobody of another, nobody above."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core.actor import Actor
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.accounts.commands.badges import end_badge, issue_badge
from theriac.domains.accounts.commands.people import assign_roles, set_person_active
from theriac.domains.accounts.models import CounterBadge
from theriac.domains.accounts.queries.reach import those_within
from theriac.domains.organisation.ids import BranchId

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SEC-05")]


@pytest.fixture
def there(shop: Shop) -> BranchId:
    return second_branch(shop)


@pytest.fixture
def here(shop: Shop, there: BranchId) -> Actor:
    """Who manages the staff of one branch of two."""
    return add_staff("administrator", shop.branch_id, "here")


def live_badges(person: Actor) -> int:
    return CounterBadge.objects.filter(user_id=person.id, ended_at=None).count()


def test_nobody_ends_a_badge_of_another_branch_or_of_the_owner(
    shop: Shop, there: BranchId, here: Actor
) -> None:
    cashier = add_staff("cashier", there, "cashier")
    for person in (cashier, shop.owner):
        issue_badge(actor=shop.owner, user_id=person.id, asks_pin=False)

    with pytest.raises(NotFound):
        end_badge(actor=here, user_id=cashier.id)
    with pytest.raises(NotPermitted, match="branches whose staff you don't manage"):
        end_badge(actor=here, user_id=shop.owner.id)
    assert (live_badges(cashier), live_badges(shop.owner)) == (1, 1)
    end_badge(actor=shop.owner, user_id=cashier.id)
    assert live_badges(cashier) == 0


def test_equals_of_a_branch_act_on_each_other(shop: Shop, here: Actor) -> None:
    """What both hold over all branches opens nothing for either, and stands in nobody's way."""
    equal = add_staff("administrator", shop.branch_id, "equal")

    issue_badge(actor=here, user_id=equal.id, asks_pin=True)
    set_person_active(actor=equal, user_id=here.id, active=False)
    assert those_within(here, [equal.id, here.id, shop.owner.id]) == {equal.id, here.id}


def test_who_manages_a_branch_gives_there_what_they_hold_there(shop: Shop, here: Actor) -> None:
    new = add_staff("cashier", shop.branch_id, "new")
    roles = [("cashier", shop.branch_id), ("administrator", shop.branch_id)]

    assign_roles(actor=here, user_id=new.id, roles=roles)


def test_who_may_more_at_the_same_branch_is_out_of_reach(shop: Shop, here: Actor) -> None:
    owner_there = add_staff("owner", shop.branch_id, "there")

    with pytest.raises(NotPermitted, match="This person has more permissions than you"):
        set_person_active(actor=here, user_id=owner_there.id, active=False)
