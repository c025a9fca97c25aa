"""A branch's facts change with a history; its code and numbers stay."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.organisation.commands.branches import change_branch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.models import Branch
from theriac.domains.organisation.queries.settings import list_changes

pytestmark = pytest.mark.django_db


def test_a_change_keeps_who_when_before_and_after(shop: Shop) -> None:
    version = change_branch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        version=1,
        changes={"phone": "021 555", "name": "Melati", "licences": {"sia": "503/1"}},
    )

    branch = Branch.objects.get(id=shop.branch_id)
    assert (version, branch.version, branch.phone) == (2, 2, "021 555")
    change = list_changes(actor=shop.owner).get()
    assert change.changed_by == shop.owner.id
    assert change.before == {"branch": "MLT", "phone": "", "licences": {}}
    assert change.after == {"branch": "MLT", "phone": "021 555", "licences": {"sia": "503/1"}}


def test_what_is_the_same_leaves_no_trace(shop: Shop) -> None:
    change_branch(actor=shop.owner, branch_id=shop.branch_id, version=1, changes={"name": "Melati"})

    assert Branch.objects.get(id=shop.branch_id).version == 1
    assert not list_changes(actor=shop.owner).exists()


def test_a_stale_change_is_refused(shop: Shop) -> None:
    with pytest.raises(Stale):
        change_branch(actor=shop.owner, branch_id=shop.branch_id, version=7, changes={})


def test_code_and_zone_stay(shop: Shop) -> None:
    with pytest.raises(Unprocessable):
        change_branch(actor=shop.owner, branch_id=shop.branch_id, version=1, changes={"code": "XX"})


def test_a_number_that_the_country_refuses_stands_at_its_field(shop: Shop) -> None:
    with pytest.raises(Unprocessable) as refused:
        change_branch(
            actor=shop.owner,
            branch_id=shop.branch_id,
            version=1,
            changes={"licences": {"npwp": "12"}},
        )

    assert list(refused.value.errors) == ["npwp"]


def test_an_unknown_branch_isnt_here(shop: Shop) -> None:
    with pytest.raises(NotFound):
        change_branch(actor=shop.owner, branch_id=BranchId(new_id()), version=1, changes={})


def test_a_manager_changes_no_branch(shop: Shop) -> None:
    manager = add_staff("manager", shop.branch_id)

    with pytest.raises(NotPermitted):
        change_branch(actor=manager, branch_id=shop.branch_id, version=1, changes={})
