"""Badges for counters: issued once, kept as a hash, ended by the next one or by hand."""

from __future__ import annotations

import pytest

from tests.support.shop import add_staff, open_shop
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.badges import end_badge, issue_badge
from theriac.domains.accounts.models import CounterBadge
from theriac.domains.accounts.queries.badges import badge_of, badge_of_code

pytestmark = pytest.mark.django_db


@pytest.mark.rows("SEC-10")
def test_a_new_badge_ends_the_one_before_and_its_code_is_nowhere() -> None:
    shop = open_shop()
    cashier = add_staff("cashier", shop.branch_id)
    first = issue_badge(actor=shop.owner, user_id=cashier.id, asks_pin=False)
    second = issue_badge(actor=shop.owner, user_id=cashier.id, asks_pin=True)

    assert badge_of_code(first) is None
    held = badge_of_code(second)
    assert held is not None
    assert (held.user_id, held.asks_pin) == (cashier.id, True)
    assert second not in {one.code_hash for one in CounterBadge.objects.all()}
    assert len(second) == 26

    end_badge(actor=shop.owner, user_id=cashier.id)
    assert badge_of_code(second) is None
    assert badge_of(cashier.id) is None


def test_nobody_issues_one_to_who_may_more() -> None:
    shop = open_shop()
    administrator = add_staff("administrator", None)
    with pytest.raises(NotPermitted):
        issue_badge(actor=administrator, user_id=shop.owner.id, asks_pin=False)
