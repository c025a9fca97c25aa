"""A branch may be stricter than the law, never laxer."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from theriac.core.problems import NotPermitted
from theriac.countries.registry import profile_for
from theriac.domains.duty.commands.branch_rule import set_duty_rule
from theriac.domains.duty.queries import classes_asked, is_asked_here

pytestmark = pytest.mark.django_db


def asked(shop: Shop, country: str = "id") -> set[str]:
    profile = profile_for(country)
    codes = [one.code for one in profile.legal_classes]
    return classes_asked(profile, codes, shop.branch_id, shop.today)


def test_what_the_law_asks_the_branch_cant_let_go(shop: Shop) -> None:
    lawful = asked(shop)

    set_duty_rule(actor=shop.owner, branch_id=shop.branch_id, asked=False)

    assert asked(shop) == lawful == {"keras", "psikotropika", "narkotika"}
    with pytest.raises(NotPermitted):
        set_duty_rule(
            actor=add_staff("manager", shop.branch_id), branch_id=shop.branch_id, asked=True
        )


@pytest.mark.rows("EXT-03")
def test_where_no_law_asks_the_branch_may(shop: Shop) -> None:
    assert asked(shop, "generic") == set()

    set_duty_rule(actor=shop.owner, branch_id=shop.branch_id, asked=True)

    assert asked(shop, "generic") == {"rx", "cd"}
    assert is_asked_here(profile_for("generic"), shop.branch_id, shop.today)
