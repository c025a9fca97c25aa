"""Each query names its permission and asks it."""

from __future__ import annotations

import ast
from uuid import UUID, uuid4

import pytest

from tests.architecture.source import SOURCE, nodes, python_files, short
from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.core.permissions import Permission
from theriac.core.problems import NotPermitted
from theriac.core.query import branches_seen, query

LOOK = Permission("test.look", "look")
SETTLE = Permission("test.settle", "settle")
HERE, THERE = uuid4(), uuid4()


@query(permission=LOOK)
def look(*, actor: Actor, branch_id: UUID | None = None) -> str:
    return "seen"


def somebody(*branches: UUID | None) -> Actor:
    grants = {branch: frozenset({"test.look"}) for branch in branches}
    return Actor(kind=ActorKind.PERSON, id=uuid4(), name="Budi", grants=grants)


def test_a_query_tells_its_permission() -> None:
    assert look.permission is LOOK


def test_the_permission_is_asked_at_the_branch_that_is_named() -> None:
    assert look(actor=somebody(HERE), branch_id=HERE) == "seen"
    assert look(actor=somebody(None), branch_id=THERE) == "seen"
    assert look(actor=somebody(HERE)) == "seen"
    with pytest.raises(NotPermitted):
        look(actor=somebody(HERE), branch_id=THERE)
    with pytest.raises(NotPermitted):
        look(actor=somebody())


def test_another_right_opens_it_where_the_query_says_so() -> None:
    @query(permission=LOOK, instead=SETTLE)
    def rows(*, actor: Actor, branch_id: UUID | None = None) -> object:
        return branches_seen(actor, LOOK, branch_id, instead=SETTLE)

    grants = {HERE: frozenset({"test.settle"}), THERE: frozenset({"test.look"})}
    settler = Actor(kind=ActorKind.PERSON, id=uuid4(), name="Sri", grants=grants)
    assert rows.instead is SETTLE
    assert rows(actor=settler) == {"branch_id__in": sorted([HERE, THERE])}
    assert rows(actor=settler, branch_id=HERE) == {"branch_id": HERE}
    with pytest.raises(NotPermitted) as refused:
        rows(actor=settler, branch_id=uuid4())
    assert refused.value.facts == {"permission": "test.look"}
    assert branches_seen(SYSTEM, LOOK, instead=SETTLE) == {}


def test_rows_are_narrowed_to_the_branches_that_may_be_seen() -> None:
    assert branches_seen(somebody(HERE), LOOK) == {"branch_id__in": [HERE]}
    assert branches_seen(somebody(None), LOOK) == {}
    assert branches_seen(SYSTEM, LOOK) == {}
    assert branches_seen(somebody(HERE), LOOK, HERE) == {"branch_id": HERE}
    assert branches_seen(somebody(), LOOK) == {"branch_id__in": []}


def test_every_query_is_asked_by_keywords() -> None:
    found = []
    for path in python_files(SOURCE / "domains"):
        for node in nodes(path):
            named = isinstance(node, ast.FunctionDef) and any(
                isinstance(one, ast.Call) and ast.unparse(one.func) == "query"
                for one in node.decorator_list
            )
            if named and (node.args.args or "actor" not in [a.arg for a in node.args.kwonlyargs]):
                found.append(f"{short(path)}:{node.lineno} {node.name}")
    assert found == []
