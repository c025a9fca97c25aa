"""What the suite says of edits on the trail and of problems: the two lookers-on themselves."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.naming import unnamed
from tests.support.raised import declared, never_raised, seen
from tests.support.scripts import script
from tests.support.shop import open_shop
from tests.support.unnamed import UNNAMED
from theriac.core.actor import SYSTEM, Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.command import command, current_unit
from theriac.core.problems import Problem
from theriac.domains.catalog.models import Category
from theriac.domains.pricing.problems import NoPrice
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.problems import NothingToSell


@command(name="test_naming.call_it", done="Sample")
def call_it(*, actor: Actor, name: str, way: str, facts: dict[str, object]) -> None:
    """Give every category another name in one of the ways in which rows are written."""
    if way == "save":
        for row in Category.objects.all():
            row.name = name
            row.save()
    elif way == "update":
        Category.objects.update(name=name)
    elif way == "remove":
        Category.objects.all().delete()
    else:
        Category.objects.create(id=uuid4(), name=name)
    current_unit().record("catalog.category", uuid4(), facts=facts)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("way", "column"), [("save", "name"), ("update", "name"), ("remove", "removed")]
)
def test_an_edit_that_isnt_named_fails_the_test_that_saw_it(way: str, column: str) -> None:
    call_it(actor=SYSTEM, name="Pain", way="make", facts={})
    with pytest.raises(AssertionError, match=rf"call_it edits .*catalog_category\.{column}"):
        call_it(actor=SYSTEM, name="Fever", way=way, facts={"products": 1})
    assert Category.objects.get().name == "Pain"

    sides = {"before": {"name": "Pain"}, "after": {"name": "Fever"}}
    call_it(actor=SYSTEM, name="Fever", way=way, facts=sides)


@pytest.mark.django_db
def test_what_stayed_the_same_is_no_edit() -> None:
    call_it(actor=SYSTEM, name="Pain", way="make", facts={})
    call_it(actor=SYSTEM, name="Pain", way="save", facts={})


def test_a_state_is_said_by_the_command_and_a_name_isnt() -> None:
    edited = ["stock_recall.state", "stock_recall.version", "stock_recall.name"]
    assert unnamed("stock.a_new_command", edited, [AuditRecord(facts={})]) == ["stock_recall.name"]
    assert unnamed("stock.a_new_command", edited, [AuditRecord(facts={"names": ["name"]})]) == []


def test_only_commands_that_are_there_are_let_off() -> None:
    names = {one.name for one in script("commands_page").commands()}
    assert sorted(set(UNNAMED) - names) == []


def name_of(kind: type[Problem]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


@pytest.mark.django_db
def test_a_problem_counts_as_raised_once_a_door_let_it_out() -> None:
    shop = open_shop()
    with pytest.raises(NothingToSell):
        complete_sale(
            actor=shop.owner,
            branch_id=shop.branch_id,
            terminal_id=shop.api_terminal_id,
            draft=SaleDraft(items=[]),
        )
    assert name_of(NothingToSell) in seen()


def test_a_problem_that_only_a_test_makes_doesnt_count() -> None:
    before = seen()
    NoPrice("no door")
    assert seen() == before


def test_what_was_never_raised_is_told_by_name_and_heads_of_families_arent() -> None:
    assert name_of(NoPrice) in never_raised([])
    assert name_of(NoPrice) not in never_raised([name_of(NoPrice)])
    assert never_raised(declared()) == []
    assert not {name for name in declared() if name.endswith((".Unprocessable", ".ApiProblem"))}
