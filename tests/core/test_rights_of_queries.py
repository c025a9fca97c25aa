"""Which right each query asks: a change of any of them shows here, and each is asked first."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

import pytest

import theriac.core
import theriac.domains
from tests.core.rights_of_queries import ASKED
from theriac.core.actor import Actor, ActorKind
from theriac.core.ids import new_id
from theriac.core.permissions import Permission, declared_permissions
from theriac.core.problems import NotPermitted

HERE, ELSEWHERE = new_id(), new_id()


@cache
def queries() -> tuple[tuple[str, Permission, Callable[..., Any]], ...]:
    """Every query that declares a right, with its name and that right."""
    return tuple(sorted(_queries(), key=lambda one: one[0]))


def _queries() -> Iterator[tuple[str, Permission, Callable[..., Any]]]:
    for package in (theriac.core, theriac.domains):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" in found.name:
                continue
            for name, function in vars(import_module(found.name)).items():
                right = getattr(function, "permission", None)
                is_own = getattr(function, "__module__", "") == found.name
                if is_own and inspect.isfunction(function) and isinstance(right, Permission):
                    yield f"{found.name.split('.')[2]}.{name}", right, function


def test_each_query_asks_the_right_that_is_written_here() -> None:
    asked: dict[str, list[str]] = {}
    for name, right, _query in queries():
        asked.setdefault(right.code, []).append(name)
    assert asked == {code: names.split() for code, names in ASKED.items()}


def test_each_query_reads_the_branches_of_the_right_that_it_asks() -> None:
    read = 0
    for name, right, query in queries():
        function = inspect.unwrap(query)
        for node in ast.walk(ast.parse(inspect.getsource(function))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "branches_seen":
                read += 1
                assert function.__globals__.get(ast.unparse(node.args[1])) is right, name
    assert read > 70


def test_few_queries_are_opened_by_another_right_too() -> None:
    instead = {name: getattr(query, "instead", None) for name, _right, query in queries()}
    assert {name: right.code for name, right in instead.items() if right} == {
        "tills.find_held_document": "tills.settle",
        "tills.list_held_documents": "tills.settle",
    }


def test_every_other_right_here_and_this_one_elsewhere_arent_enough() -> None:
    """Without a database, and without the rest of what the query takes."""
    every = frozenset(right.code for right in declared_permissions())
    for name, right, query in queries():
        instead = getattr(query, "instead", None)
        opening = {right.code} | ({instead.code} if instead else set())
        grants = {HERE: every - opening, ELSEWHERE: every}
        holder = Actor(kind=ActorKind.PERSON, id=new_id(), name="Rina", grants=grants)
        with pytest.raises(NotPermitted) as refused:
            query(actor=holder, branch_id=HERE)
        assert refused.value.facts == {"permission": right.code}, name
