"""What an actor may: everywhere, at a branch, anywhere; the system may all."""

import pytest

from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.core.ids import new_id
from theriac.core.permissions import Permission, declared_permissions, permission
from theriac.domains.stock.permissions import VIEW_STOCK

HERE, THERE = new_id(), new_id()
SELL = Permission("test.sell", "sell")
OTHER = Permission("test.other", "something else")


def actor(grants: dict[object, set[str]], kind: ActorKind = ActorKind.PERSON) -> Actor:
    held = {branch: frozenset(codes) for branch, codes in grants.items()}
    return Actor(kind=kind, id=new_id(), name="Rina", grants=held)  # type: ignore[arg-type]


def test_a_right_at_a_branch_holds_there_alone() -> None:
    rina = actor({HERE: {"test.sell"}, THERE: {"test.other"}})
    assert [rina.may(SELL, HERE), rina.may(SELL, THERE), rina.may(SELL)] == [True, False, False]
    assert rina.may_anywhere(SELL)
    assert rina.branches_with(SELL) == {HERE}
    assert rina.branches_with(OTHER) == {THERE}


def test_a_right_everywhere_holds_at_each_branch_and_at_none() -> None:
    rina = actor({None: {"test.sell"}})
    assert [rina.may(SELL, HERE), rina.may(SELL), rina.may(OTHER, HERE)] == [True, True, False]
    assert rina.may_anywhere(SELL)
    assert rina.branches_with(SELL) is None
    assert rina.branches_with(OTHER) == frozenset()


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind is not ActorKind.SYSTEM])
def test_who_was_given_nothing_may_nothing(kind: ActorKind) -> None:
    nobody = actor({}, kind)
    assert not nobody.may(SELL, HERE)
    assert not nobody.may(SELL)
    assert not nobody.may_anywhere(SELL)
    assert nobody.branches_with(SELL) == frozenset()


def test_the_system_may_everything() -> None:
    assert SYSTEM.may(SELL, HERE)
    assert SYSTEM.may(SELL)
    assert SYSTEM.may_anywhere(SELL)
    assert SYSTEM.branches_with(SELL) is None


def test_a_right_is_declared_once_and_listed_by_its_code() -> None:
    before = declared_permissions()
    assert [one.code for one in before] == sorted(one.code for one in before)
    with pytest.raises(ValueError, match=r"stock\.view is declared twice"):
        permission(VIEW_STOCK.code, "see it again")
    assert declared_permissions() == before
