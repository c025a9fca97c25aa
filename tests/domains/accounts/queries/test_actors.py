"""Rights over what all branches share: held by who was given them everywhere."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.shops import second_branch
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.api_keys import issue_api_key
from theriac.domains.accounts.problems import BeyondOwnRights
from theriac.domains.accounts.queries.actors import (
    actor_of_person,
    actors_of,
    find_api_client,
)
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.catalog.models import Product
from theriac.domains.catalog.permissions import MANAGE_CATALOG, SET_PRICES
from theriac.domains.organisation.models import Branch
from theriac.domains.purchasing.commands.terms import set_short_days

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SEC-05")]


def test_in_a_pharmacy_of_one_branch_it_makes_no_difference(shop: Shop) -> None:
    manager = add_staff("manager", shop.branch_id)

    set_short_days(actor=manager, days=90)
    assert manager.may(MANAGE_CATALOG)
    assert manager.branches_with(MANAGE_CATALOG) is None
    assert actors_of([manager.id])[manager.id].may_anywhere(MANAGE_CATALOG)


def test_one_branchs_manager_changes_no_product_margin_or_price_of_all(shop: Shop) -> None:
    medicine = add_medicine(shop)
    there = second_branch(shop)
    manager = add_staff("manager", shop.branch_id)
    pack_id = medicine.packs[10]

    product = Product.objects.get(id=medicine.id)
    with pytest.raises(NotPermitted, match="This applies to every branch"):
        change_product(
            actor=manager,
            product_id=product.id,
            version=product.version,
            changes={"name": "Mine"},
        )
    with pytest.raises(NotPermitted, match="This applies to every branch"):
        set_short_days(actor=manager, days=90)
    with pytest.raises(NotPermitted, match="This applies to every branch"):
        set_price(actor=manager, pack_id=pack_id, amount=1)
    with pytest.raises(NotPermitted, match="You need permission for this: set prices"):
        set_price(actor=manager, pack_id=pack_id, amount=1, branch_id=there)
    set_price(actor=manager, pack_id=pack_id, amount=6000, branch_id=shop.branch_id)

    assert manager.branches_with(MANAGE_CATALOG) == frozenset()
    assert not manager.may(MANAGE_CATALOG, shop.branch_id)
    assert manager.branches_with(SET_PRICES) == {shop.branch_id}
    Branch.objects.filter(id=there).update(is_active=False)
    again = actor_of_person(manager.id)
    assert again is not None
    assert again.may(MANAGE_CATALOG), "a branch that was closed counts no more"


def test_a_key_at_a_branch_holds_what_its_giver_holds_everywhere(shop: Shop) -> None:
    second_branch(shop)
    here = add_staff("owner", shop.branch_id, "here")
    wanted = {
        "branch_id": shop.branch_id,
        "terminal_id": shop.api_terminal_id,
        "name": "catalogue",
        "role_code": "manager",
    }
    with pytest.raises(BeyondOwnRights) as refused:
        issue_api_key(actor=here, **wanted)
    assert MANAGE_CATALOG.code in refused.value.facts["permissions"]

    client = find_api_client(issue_api_key(actor=shop.owner, **wanted).secret)
    assert client is not None
    assert client.actor.may(MANAGE_CATALOG)
    assert not client.actor.may(SET_PRICES)
